/**
 * Codes on their way to a telephone.
 *
 * <p>otp-service sends nothing itself: {@link io.twofold.otp.delivery.CodeDeliveries} asks the gateway to, by an event in
 * which the number and the code are sealed, and asks it not to once the code is dead. What the gateway reports back is
 * kept per send, for whoever looks at a challenge.
 */
@NullMarked
package io.twofold.otp.delivery;

import org.jspecify.annotations.NullMarked;
