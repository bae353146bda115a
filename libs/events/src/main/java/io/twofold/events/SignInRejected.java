package io.twofold.events;

/**
 * A sign-in ended without a session.
 *
 * @param signInId the sign-in
 * @param reason what it failed by
 */
public record SignInRejected(String signInId, String reason) implements IdentityEvent {}
