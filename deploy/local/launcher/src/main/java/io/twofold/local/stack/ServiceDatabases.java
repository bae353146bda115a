package io.twofold.local.stack;

import io.twofold.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;

/** A database for each service, which that service's own role owns and no other may enter. */
public final class ServiceDatabases {

    private final PostgresServer postgres;
    private final StackSecrets secrets;

    public ServiceDatabases(PostgresServer postgres, StackSecrets secrets) {
        this.postgres = postgres;
        this.secrets = secrets;
    }

    /** Makes those that aren't there yet, and sees to it that the passwords are those of this folder. */
    public void ensure() {
        try (var connection = postgres.connect("postgres")) {
            for (var service : Service.values()) {
                ensure(service, connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("can't make the databases", e);
        }
    }

    private void ensure(Service service, Connection connection) throws SQLException {
        var name = service.database();
        if (!exists("SELECT 1 FROM pg_roles WHERE rolname = ?", name, connection)) {
            execute("CREATE ROLE " + name + " LOGIN", connection);
        }
        if (!exists("SELECT 1 FROM pg_database WHERE datname = ?", name, connection)) {
            execute("CREATE DATABASE " + name + " OWNER " + name, connection);
            execute("REVOKE CONNECT, TEMPORARY ON DATABASE " + name + " FROM PUBLIC", connection);
        }
        // Not a parameter, since PostgreSQL takes none there; a secret of ours needs no escaping.
        execute("ALTER ROLE " + name + " PASSWORD '" + secrets.databasePassword(service) + "'", connection);
    }

    private static boolean exists(String query, String name, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(String sql, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
