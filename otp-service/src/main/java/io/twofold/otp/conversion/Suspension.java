package io.twofold.otp.conversion;

import java.time.Instant;
import java.util.UUID;

/**
 * Where nothing unproven is sent.
 *
 * @param scope {@code country:} and an ISO 3166-1 code, or {@code prefix:} and numbers without their last four digits
 * @param reason what gave it away
 * @param until when it ends by itself
 */
record Suspension(UUID id, String scope, String reason, Instant beganAt, Instant until) {

    static final String LOW_CONVERSION = "low_conversion";

    /** "country" or "prefix". */
    String kind() {
        return scope.substring(0, scope.indexOf(':'));
    }
}
