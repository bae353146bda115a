package io.twofold.identity.outside;

import static org.awaitility.Awaitility.await;

import io.twofold.testing.Databases;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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

    /** Changes rows behind the service's back. */
    public static void change(String statement) {
        try (var connection = Databases.connect("identity")) {
            connection.createStatement().executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is done while rows are held. */
    public interface Meanwhile {
        void happens(Statement statement) throws SQLException;
    }

    /**
     * Forces two things to cross: holds rows, begins some work, and once that waits for them lets something happen to them
     * and lets go.
     *
     * @param hold a statement that locks rows, by changing or selecting them
     * @param meanwhile what happens in the transaction that holds them, as soon as the work waits
     * @return what the work brought
     */
    public static <T> T whileHeld(String hold, Callable<T> work, Meanwhile meanwhile) {
        try (var connection = Databases.connect("identity");
                var statement = connection.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            statement.execute(hold);
            long holder = holder(statement);
            Future<T> result = threads.submit(work);
            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> number("select count(*) from pg_stat_activity where " + holder
                                    + " = any(pg_blocking_pids(pid))")
                            > 0);
            meanwhile.happens(statement);
            connection.commit();
            return result.get();
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long holder(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            return rows.getLong(1);
        }
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
