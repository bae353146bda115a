package io.twofold.otp.challenge;

import java.time.Duration;

/** What asking for a code came to. All but {@link Sent} left everything as it was. */
sealed interface Sending {

    /** On its way, or for the caller to deliver. */
    record Sent(Challenge challenge, Code code) implements Sending {}

    /** The binding's last code is too young. */
    record TooSoon(Duration waitFor) implements Sending {}

    /** The binding, the number or the account has had too many. */
    record TooMany(Duration waitFor) implements Sending {}

    /** The binding is out of tries, so that another code would be of no use. */
    record OutOfTries(Duration uselessFor) implements Sending {}

    /** The challenge takes no more codes: it was answered, cancelled or superseded. */
    record Closed(Challenge.State state) implements Sending {}

    /** A text message to a number that takes none. */
    record NoText() implements Sending {}

    /** The channel asked for goes to a telephone number, and there is none. */
    record NumberMissing() implements Sending {}

    /** The challenge's channel is the caller, which goes to no telephone number. */
    record NumberOutOfPlace() implements Sending {}

    /** Nothing gets through to the gateway. */
    record Undeliverable(Duration waitFor) implements Sending {}

    /** There is no such challenge of this client. */
    record Unknown() implements Sending {}
}
