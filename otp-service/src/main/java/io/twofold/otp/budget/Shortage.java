package io.twofold.otp.budget;

import java.time.Instant;

/**
 * A budget that has no room for a send.
 *
 * @param scope "country" or "spend"
 * @param until when it is filled again
 */
public record Shortage(String scope, Instant until) {}
