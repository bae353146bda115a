package io.twofold.kit.outbox;

import java.io.Serial;
import java.sql.SQLException;

/** A fact couldn't be written down; the transaction can't commit. */
final class OutboxException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    OutboxException(SQLException cause) {
        super("Outbox row not written", cause);
    }
}
