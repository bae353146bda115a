package io.twofold.apppassword.verify;

import io.agroal.api.AgroalDataSource;
import io.twofold.apppassword.apppassword.AppService;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one statement that every check costs: by unique index to the password, by primary key to its account. Plain JDBC,
 * without a transaction and without a persistence context, because thousands a second come through here.
 */
@Singleton
class StoredPasswords {

    private static final String FIND = """
            select p.id, p.account_id, p.label, p.services, p.last_used_at, a.email, a.email_folded,
                not a.locked and a.deleted_at is null
                    and not exists (select from suspension s where s.account_id = a.id) as open
            from app_password p join account a on a.id = p.account_id
            where p.digest = ?""";

    private final AgroalDataSource database;

    StoredPasswords(AgroalDataSource database) {
        this.database = database;
    }

    Optional<StoredPassword> find(byte[] digest) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setBytes(1, digest);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static StoredPassword read(ResultSet row) throws SQLException {
        return new StoredPassword(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                AppService.ofColumn(row.getString(4)),
                instant(row.getObject(5, OffsetDateTime.class)),
                row.getString(6),
                row.getString(7),
                row.getBoolean(8));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
