package io.twofold.identity.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the device of a session is trusted.
 *
 * @param until the end of its trust, absent for none
 */
public record DeviceTrust(boolean trusted, @Nullable Instant until) {}
