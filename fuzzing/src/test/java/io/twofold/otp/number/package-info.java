/** Whatever anybody may want a code sent to. */
@NullMarked
package io.twofold.otp.number;

import org.jspecify.annotations.NullMarked;
