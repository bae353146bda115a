/**
 * How often codes may be sent, decided before any provider is asked.
 *
 * <p>A {@link io.twofold.otp.limit.Send} is counted under every {@link io.twofold.otp.limit.Scope} that it falls into, or
 * refused and counted under none. A scope is a line in that enum (what is counted) and one in
 * {@link io.twofold.otp.limit.LimitsConfig} (how many, in which time): client address, prefix and the like go there. All
 * scopes of a send are decided by one call of a database function, exactly, over all replicas; see
 * {@link io.twofold.otp.limit.SendHistory}. The limits of a binding are not here: the challenge keeps them itself.
 */
@NullMarked
package io.twofold.otp.limit;

import org.jspecify.annotations.NullMarked;
