/** The gateway as this service asks it. */
@NullMarked
package io.twofold.otp.lookup;

import org.jspecify.annotations.NullMarked;
