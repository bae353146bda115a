package io.twofold.kit.token;

import java.util.Set;

/**
 * A service's access token that was found good.
 *
 * @param clientId the {@code sub}, which is the {@code client_id}
 * @param scopes what the token allows
 */
public record ServiceToken(String clientId, Set<String> scopes) {}
