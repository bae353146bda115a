package io.twofold.identity.outside;

import io.twofold.testing.Databases;
import java.sql.SQLException;

/** What lies in the tables, seen from behind. */
public final class Rows {

    private Rows() {}

    /**
     * How many rows there are.
     *
     * @param from a table, and a condition if need be
     */
    public static long count(String from) {
        return number("select count(*) from " + from);
    }

    /** The one number that a query answers with. */
    public static long number(String query) {
        try (var connection = Databases.connect("identity");
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
