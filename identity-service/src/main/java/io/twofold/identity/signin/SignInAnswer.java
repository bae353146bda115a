package io.twofold.identity.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.twofold.identity.device.Device;
import io.twofold.identity.device.DeviceKind;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.identity.session.SessionTokens;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a step of a sign-in came to, as the API gives it. */
public sealed interface SignInAnswer {

    /** Signed in. */
    record Complete(UUID accountId, SessionTokens session, SignedInDevice device) implements SignInAnswer {

        @JsonProperty("state")
        public String state() {
            return "complete";
        }
    }

    /** The password was right, and isn't enough. */
    record SecondFactorRequired(
            UUID signInId,
            String flowToken,
            Instant expiresAt,
            @JsonUnwrapped SecondFactorOffer offer) implements SignInAnswer {

        @JsonProperty("state")
        public String state() {
            return "second_factor_required";
        }

        @Override
        public String toString() {
            return "SecondFactorRequired[signInId=" + signInId + "]";
        }
    }

    /** The same, asked for again: no {@code GET} ever returns a token. */
    record Pending(
            UUID signInId, Instant expiresAt, @JsonUnwrapped SecondFactorOffer offer) implements SignInAnswer {

        @JsonProperty("state")
        public String state() {
            return "second_factor_required";
        }
    }

    /**
     * The device as it learns of itself.
     *
     * @param token to be kept by it and shown at its next sign-in; absent where it keeps the one it has
     */
    record SignedInDevice(
            UUID id,
            String name,
            DeviceKind kind,
            boolean trusted,
            @Nullable String token) {

        static SignedInDevice of(Device device, @Nullable OpaqueToken token, Instant now) {
            return new SignedInDevice(
                    device.id(),
                    device.name(),
                    device.kind(),
                    device.isTrusted(now),
                    token == null ? null : token.text());
        }

        @Override
        public String toString() {
            return "SignedInDevice[id=" + id + "]";
        }
    }
}
