package io.twofold.identity.phone;

import org.jspecify.annotations.Nullable;

/**
 * How another code is to come.
 *
 * @param method absent for the way the last one came
 */
public record Resend(@Nullable Method method) {}
