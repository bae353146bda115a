package io.twofold.kit.database;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells trouble that passes from errors that stay, by SQLSTATE (PostgreSQL 18, appendix A). */
public final class DatabaseTrouble {

    /**
     * 08 connection, 25P03 idle in transaction, 40 rollback (serialization, deadlock), 53 resources, 55P03 lock not
     * available, 57 operator intervention (shutdown, cancelled), 58 system error, 25006 read-only (a standby).
     */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");

    private static final Set<String> PASSING_STATES = Set.of("55P03", "25P03", "25006");

    private DatabaseTrouble() {}

    /** Whether the same work may succeed later without anybody changing anything. */
    public static boolean isPassing(@Nullable Throwable thrown) {
        return isPassing(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** A commit that failed hangs on the transaction manager's exception as suppressed, so causes alone don't tell. */
    private static boolean isPassing(@Nullable Throwable thrown, Set<Throwable> seen) {
        for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof PessimisticLockException
                    || cause instanceof LockTimeoutException) {
                return true;
            }
            if (cause instanceof SQLException sql && isPassing(sql)) {
                return true;
            }
            if (Stream.of(cause.getSuppressed()).anyMatch(suppressed -> isPassing(suppressed, seen))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(SQLException sql) {
        String state = sql.getSQLState();
        if (state == null || state.length() != 5) {
            // Agroal's own words, which carry no state of the server's: "Sorry, acquisition timeout!" and the like.
            String message = sql.getMessage() == null ? "" : sql.getMessage().toLowerCase(Locale.ROOT);
            return message.contains("acquisition timeout") || message.contains("pool is closed");
        }
        return PASSING_CLASSES.contains(state.substring(0, 2)) || PASSING_STATES.contains(state);
    }
}
