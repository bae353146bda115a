/** Every problem that identity-service answers with, beside those of all services and those that otp-service passes on. */
@NullMarked
package io.twofold.identity.problem;

import org.jspecify.annotations.NullMarked;
