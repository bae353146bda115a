package io.twofold.events;

/**
 * A device completed two-factor authentication and is now trusted.
 *
 * @param deviceId the device
 * @param kind what it is: {@code phone}, {@code tablet}, {@code computer}, {@code browser}
 * @param name what its owner calls it
 */
public record TrustedDeviceAdded(String deviceId, String kind, String name) implements IdentityEvent {}
