package io.twofold.events;

/** What app-password-service publishes: the life of app-specific passwords. */
public sealed interface AppPasswordEvent extends Event
        permits AppPasswordCreated, AppPasswordRevoked, AppPasswordFirstUsed {}
