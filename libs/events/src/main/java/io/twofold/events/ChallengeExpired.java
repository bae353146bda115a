package io.twofold.events;

/**
 * The challenge's time ran out without a right code.
 */
public record ChallengeExpired() implements OtpEvent {}
