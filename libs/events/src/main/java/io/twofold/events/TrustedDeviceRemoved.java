package io.twofold.events;

/**
 * A device is no longer trusted.
 *
 * @param deviceId the device
 */
public record TrustedDeviceRemoved(String deviceId) implements IdentityEvent {}
