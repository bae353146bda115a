/**
 * This service's own limits on every message, whoever asks: the last line of defence, set above those of otp-service.
 *
 * <p>{@link io.twofold.gateway.limit.MessageLimits} decides when a delivery is accepted. What goes to one number is counted
 * exactly, over all replicas ({@code NumberHistory}); what goes to a country and what is spent is leased to the replicas in blocks
 * ({@code Leases}), so that no single row is touched by every message.
 */
@NullMarked
package io.twofold.gateway.limit;

import org.jspecify.annotations.NullMarked;
