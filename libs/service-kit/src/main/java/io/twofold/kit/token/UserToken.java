package io.twofold.kit.token;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person's access token whose signature, issuer, audience, type and time were found good.
 *
 * @param accountId the {@code sub}
 * @param sessionId the {@code sid}
 * @param clientId the {@code client_id}
 * @param issuedAt the {@code iat}, whole seconds
 * @param authTime when the person last proved who they are, whole seconds
 * @param acr {@code aal1} or {@code aal2}
 * @param amr how they proved it (RFC 8176): {@code pwd}, {@code sms}, …
 * @param email the address at the time of issue
 */
public record UserToken(
        UUID accountId,
        UUID sessionId,
        String clientId,
        Instant issuedAt,
        Instant authTime,
        String acr,
        List<String> amr,
        String email) {

    public static final String AUDIENCE = "twofold-account";

    public boolean isAal2() {
        return acr.equals("aal2");
    }
}
