package io.twofold.simulator.twilio;

import io.twofold.simulator.http.Form;
import io.twofold.simulator.phone.Phones;
import io.twofold.simulator.provider.Behaviour;
import io.twofold.simulator.provider.Conduct;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * What messages and calls live in.
 *
 * @param lives where each runs its course, on a virtual thread of its own
 * @param step how long each step takes
 */
record Surroundings(
        Conduct conduct,
        Credentials credentials,
        Phones phones,
        Callbacks callbacks,
        ExecutorService lives,
        Duration step,
        Clock clock) {

    static final Set<String> METHODS = Set.of("GET", "POST");

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What is wrong with the address of the receipts; empty: nothing, or nobody wants any. */
    static Optional<TwilioError> faultOfReceipts(Form form) {
        String method = form.first("StatusCallbackMethod").orElse("POST");
        if (!METHODS.contains(method)) {
            return Optional.of(TwilioError.of(20001, "StatusCallbackMethod is GET or POST"));
        }
        return form.first("StatusCallback")
                .filter(url -> Callbacks.address(url).isEmpty())
                .map(url -> TwilioError.of(21609, url));
    }

    /** The receipts that the request asks for with {@code StatusCallback}. */
    Receipts receipts(Form form, Behaviour behaviour) {
        Optional<URI> address = form.first("StatusCallback").flatMap(Callbacks::address);
        String method = form.first("StatusCallbackMethod").orElse("POST");
        return new Receipts(callbacks, lives, conduct, behaviour.mode(), method, address);
    }
}
