package io.twofold.gateway.outside;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Holds every connection of the service's pool: until it is closed, whoever needs the database is told to wait. */
public final class NoDatabase implements AutoCloseable {

    private final List<Connection> held = new ArrayList<>();

    /** Takes connections until there was none to be had for as long as a request may wait for one. */
    public NoDatabase(AgroalDataSource pool) {
        try {
            while (true) {
                held.add(pool.getConnection());
            }
        } catch (SQLException _) {
            // That was the last one.
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : held) {
            connection.close();
        }
    }
}
