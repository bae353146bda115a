package io.twofold.identity.phone;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How another code is to come.
 *
 * @param method absent for the way the last one came
 */
@Schema(name = "Resend")
public record Resend(@Nullable Method method) {}
