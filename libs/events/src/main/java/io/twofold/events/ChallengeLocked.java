package io.twofold.events;

/**
 * The challenge takes no more tries, whatever the code.
 *
 * @param reason what locked it
 */
public record ChallengeLocked(String reason) implements OtpEvent {}
