package io.twofold.events;

/**
 * An app-specific password is dead.
 *
 * @param appPasswordId the app-specific password's id
 * @param reason what ended it
 */
public record AppPasswordRevoked(String appPasswordId, String reason) implements AppPasswordEvent {}
