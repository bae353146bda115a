package io.twofold.simulator.twilio;

import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.Form;
import io.twofold.simulator.http.Request;
import io.twofold.simulator.provider.Behaviour;
import java.util.Optional;

/** A list of the API to which something is handed over: Messages, Calls. */
interface Resource {

    /** Its name in paths. */
    String name();

    /** What is wrong with a request to hand something over; empty: nothing. */
    Optional<TwilioError> faultOf(Form form);

    /** Takes it, and lets it run its course. */
    Answer accept(Form form, Behaviour behaviour);

    /** The number that the thing of that sid went to; empty: there is no such thing. */
    Optional<String> recipientOf(String sid);

    /** The thing of that sid as it is now. */
    Answer show(String sid);

    Answer list(Request request);

    void forget();
}
