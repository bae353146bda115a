/**
 * A message on its way to one phone: {@code queued}, {@code sending}, then {@code sent} and {@code delivered} or
 * {@code undelivered}; or {@code failed}, {@code expired}, {@code unknown}.
 *
 * <p>{@link io.twofold.gateway.delivery.AcceptDelivery} writes it down, {@code DeliveryWorker} takes what is due and
 * {@code HandOverMessage} asks a provider, {@code RecordHandover} plans what follows its answer. The intent is committed before the provider is asked, so that a message is handed
 * over at most once: what a crash or a missing answer leaves behind is {@code unknown}, and
 * {@code SettleUnknown} and receipts ({@code ApplyReport}) find out. {@code Delivery} has the rules.
 */
@NullMarked
package io.twofold.gateway.delivery;

import org.jspecify.annotations.NullMarked;
