package io.twofold.gateway.delivery;

import io.opentelemetry.context.Context;
import io.twofold.gateway.limit.Reservation;
import org.jspecify.annotations.Nullable;

/** What other services want of the gateway. */
public sealed interface Instruction {

    /** The trace that what follows belongs to. */
    Context trace();

    /**
     * A message is to be sent.
     *
     * @param reservation what {@link AcceptDelivery#reserve} returned for it
     */
    record Send(DeliveryRequest request, @Nullable Reservation reservation, Context trace) implements Instruction {}

    /** A send of a challenge, and with it all before, is not to be sent any more. */
    record Withdraw(String challengeId, int send, Context trace) implements Instruction {}
}
