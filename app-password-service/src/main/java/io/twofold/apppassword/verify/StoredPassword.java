package io.twofold.apppassword.verify;

import io.twofold.apppassword.apppassword.AppService;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An app-specific password and the state of its account, as one look at the database found them.
 *
 * @param email the account's address as registered, absent where it isn't known
 * @param emailFolded the address as compared
 * @param open whether the account is neither locked nor deleted nor suspended
 */
record StoredPassword(
        UUID id,
        UUID accountId,
        String label,
        Set<AppService> services,
        @Nullable Instant lastUsedAt,
        @Nullable String email,
        @Nullable String emailFolded,
        boolean open) {

    /** Whether it lets in whoever goes by that name, folded, and speaks that protocol. */
    boolean admits(String usernameFolded, Protocol protocol) {
        return open && usernameFolded.equals(emailFolded) && services.contains(protocol.service());
    }
}
