/**
 * How often codes may be sent, decided before any provider is asked.
 *
 * <p>A {@link io.twofold.otp.limit.Send} is counted under every {@link io.twofold.otp.limit.Scope} that it falls into, or
 * refused and counted under none. A scope is a line in that enum (what is counted) and one in
 * {@link io.twofold.otp.limit.LimitsConfig} (how many, in which time). All scopes of a send, and whether its prefix or
 * country is suspended (package {@code conversion}), are decided by one call of a database function, exactly, over all
 * replicas; see {@link io.twofold.otp.limit.SendHistory}. Budgets that all sends share are leased ahead instead (package
 * {@code budget}). The limits of a binding are not here: the challenge keeps them itself.
 *
 * <p>Some limits are <em>quiet</em>: a send that they don't let through is answered as if it had been sent, see
 * {@link io.twofold.otp.limit.Decision.Suppressed}. And some count only what isn't verified yet; for those every send has a
 * {@link io.twofold.otp.limit.Receipt}, by which it is taken out again.
 */
@NullMarked
package io.twofold.otp.limit;

import org.jspecify.annotations.NullMarked;
