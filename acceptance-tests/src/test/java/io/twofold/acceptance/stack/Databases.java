package io.twofold.acceptance.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that the services keep, read as whoever steals a backup would. */
public final class Databases {

    /** A cell of a table. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Cell(String place, byte[] content) {}

    private final Stack stack;

    Databases(Stack stack) {
        this.stack = stack;
    }

    /** Every value of every table of every database. */
    public List<Cell> dump() {
        try (var connection = connect("postgres")) {
            var cells = new ArrayList<Cell>();
            for (var database : strings(connection, "select datname from pg_database where not datistemplate")) {
                cells.addAll(dump(database));
            }
            return cells;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps everybody else from changing a row until this is closed. */
    public interface HeldRow extends AutoCloseable {

        /** Lets it go. */
        @Override
        void close();
    }

    /** Takes the lock of a row, as a transaction does that is about to change it. */
    public HeldRow hold(String database, String table, String id) {
        try {
            var connection = connect(database);
            connection.setAutoCommit(false);
            try (var row = connection.prepareStatement("select 1 from " + table + " where id = ?::uuid for update")) {
                row.setString(1, id);
                row.execute();
            }
            return () -> {
                try {
                    connection.close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until so many transactions of a database wait for a lock. */
    public void awaitWaiting(String database, int transactions) {
        await("transactions that wait in " + database)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> waiting(database) >= transactions);
    }

    private int waiting(String database) throws SQLException {
        try (var connection = connect(database)) {
            return strings(
                            connection,
                            "select pid from pg_stat_activity where datname = current_database() and wait_event_type ="
                                    + " 'Lock'")
                    .size();
        }
    }

    private List<Cell> dump(String database) throws SQLException {
        var cells = new ArrayList<Cell>();
        try (var connection = connect(database)) {
            for (var table : strings(
                    connection,
                    "select format('%I.%I', table_schema, table_name) from information_schema.tables where table_type"
                            + " = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')")) {
                dump(connection, database, table, cells);
            }
        }
        return cells;
    }

    private static void dump(Connection connection, String database, String table, List<Cell> cells)
            throws SQLException {
        try (var rows = connection.createStatement().executeQuery("select * from " + table)) {
            var columns = rows.getMetaData();
            while (rows.next()) {
                for (var column = 1; column <= columns.getColumnCount(); column++) {
                    var value = rows.getObject(column);
                    if (value != null) {
                        var content = value instanceof byte[] bytes
                                ? bytes
                                : value.toString().getBytes(UTF_8);
                        cells.add(new Cell(database + "." + table + "." + columns.getColumnName(column), content));
                    }
                }
            }
        }
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(query)) {
            var strings = new ArrayList<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private Connection connect(String database) throws SQLException {
        var postgres = stack.description().path("postgres");
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(
                                postgres.path("host").asText(),
                                postgres.path("port").asInt(),
                                database),
                postgres.path("user").asText(),
                postgres.path("password").asText());
    }
}
