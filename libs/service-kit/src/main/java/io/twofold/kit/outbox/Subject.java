package io.twofold.kit.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a fact is about.
 *
 * @param id the aggregate: an account, a challenge, a delivery, an app-specific password, a sign-in
 * @param accountId the account it belongs to, where there is one; it is then also the record's key
 * @param version of the aggregate after the fact, at least 1
 */
public record Subject(String id, @Nullable String accountId, long version) {

    /** A fact about an account. */
    public static Subject account(UUID id, long version) {
        return new Subject(id.toString(), id.toString(), version);
    }
}
