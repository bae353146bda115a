package io.twofold.identity.signin;

import io.twofold.identity.device.DeviceKind;
import io.twofold.identity.secret.OpaqueToken;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The device that somebody signs in on.
 *
 * @param name as it calls itself
 * @param knownAs the device of this account that its token names, absent where it is new
 * @param token the token it showed, where it is known and the token is at hand
 */
public record SignInDevice(
        String name,
        DeviceKind kind,
        @Nullable String model,
        @Nullable UUID knownAs,
        @Nullable OpaqueToken token) {}
