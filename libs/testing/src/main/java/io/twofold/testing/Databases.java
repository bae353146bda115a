package io.twofold.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The databases of the services under test. */
public final class Databases {

    private static final String CURRENT = "twofold.testing.database.";

    private Databases() {}

    /**
     * Makes an empty database for a service; from now on the service's name stands for it.
     *
     * @param service lower-case letters, digits and underscores
     */
    public static void create(String service) {
        var servers = Servers.running();
        var database = service + "_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        execute("CREATE DATABASE " + database, servers);
        System.setProperty(CURRENT + service, database);
    }

    /** Connects to a service's database, behind its back. */
    public static Connection connect(String service) throws SQLException {
        return DriverManager.getConnection(url(service), user(), password());
    }

    /** The JDBC address of a service's database. */
    public static String url(String service) {
        return Servers.running().jdbcUrl() + nameOf(service);
    }

    public static String user() {
        return Servers.running().user();
    }

    public static String password() {
        return Servers.running().password();
    }

    /** Ends all of a service's connections and refuses new ones, or takes them again. */
    static void admit(String service, boolean admitted) {
        var database = nameOf(service);
        var servers = Servers.running();
        execute("ALTER DATABASE " + database + " WITH ALLOW_CONNECTIONS " + admitted, servers);
        if (!admitted) {
            execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'",
                    servers);
        }
    }

    private static String nameOf(String service) {
        var database = System.getProperty(CURRENT + service);
        if (database == null) {
            throw new IllegalStateException("nobody made a database for " + service);
        }
        return database;
    }

    private static void execute(String sql, Servers servers) {
        try (var connection = DriverManager.getConnection(
                        servers.jdbcUrl() + "postgres", servers.user(), servers.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses: " + sql, e);
        }
    }
}
