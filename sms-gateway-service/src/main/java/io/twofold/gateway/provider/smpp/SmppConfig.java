package io.twofold.gateway.provider.smpp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.twofold.gateway.provider.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.providers.smpp.*}: a message centre that speaks SMPP 3.4. */
@ConfigMapping(prefix = "twofold.providers.smpp")
public interface SmppConfig {

    /** Where the centre is: a name or an address. Without it there is no such provider, whatever else is set. */
    Optional<String> host();

    @WithDefault("2775")
    @Min(1) @Max(65_535) int port();

    /**
     * Whether the connection is encrypted. The centre's certificate must then be good for {@code host}; what else it must be is
     * said by the TLS configuration of the name {@code smpp} ({@code quarkus.tls.smpp.*}), without which the authorities that Java
     * knows are trusted. Without it the password, the numbers and the codes travel in clear: only over a network of one's own.
     */
    @WithDefault("false")
    boolean tls();

    /** The account at the centre, up to 15 characters. */
    Optional<@Size(max = 15) String> systemId();

    /** The account's secret, up to 8 characters, which is all the protocol has room for. */
    Optional<@Size(max = 8) String> password();

    /** What kind of system this is, up to 12 characters, where the centre wants to know. */
    Optional<@Size(max = 12) String> systemType();

    /** The centre's service that is to carry the messages, up to 5 characters, where it has several. */
    Optional<@Size(max = 5) String> serviceType();

    /**
     * The sender as phones show it: a number with {@code +}, a short code, or up to 11 letters and digits. Without it the centre
     * puts in its own.
     */
    Optional<
                    @Pattern(
                            regexp = "\\+[0-9]{1,15}|[0-9]{1,20}|[A-Za-z0-9 &+_.-]{1,11}",
                            message = "must be a number with +, a short code, or up to 11 letters and digits")
                    String>
            source();

    /** The sender's type of number, 0 to 6; by its form (1 with {@code +}, 3 for a short code, 5 for letters) unless set. */
    Optional<@Min(0) @Max(6) Integer> sourceTon();

    /** The sender's numbering plan, 0 to 18; by its form (1 with {@code +}, else 0) unless set. */
    Optional<@Min(0) @Max(18) Integer> sourceNpi();

    /** The type of number of the phones, 0 to 6: 1, international, since the plus sign itself doesn't travel. */
    @WithDefault("1")
    @Min(0) @Max(6) int destinationTon();

    /** The numbering plan of the phones, 0 to 18: 1, ISDN. */
    @WithDefault("1")
    @Min(0) @Max(18) int destinationNpi();

    /** Sessions that this replica keeps open, 1 to 16. Several outlive one that breaks; centres count those of all replicas. */
    @WithDefault("1")
    @Min(1) @Max(16) int sessions();

    /**
     * Messages of a session that the centre hasn't answered yet, 1 to 1000: a larger window is faster over a slow line, and all
     * in it are unknown when the line breaks. Centres refuse what exceeds their own.
     */
    @WithDefault("50")
    @Min(1) @Max(1000) int window();

    /**
     * How long a message waits for a session and a place in its window before it goes on to the next provider or back to the
     * queue, 10 ms to a minute. Longer lets sessions that broke be bound again before the centre counts as away.
     */
    @WithDefault("PT2S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration placeTimeout();

    /** How long connecting, and then binding, may take, 100 ms to a minute each. */
    @WithDefault("PT5S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration bindTimeout();

    /**
     * How long the centre may take to answer for a message with all its parts, 100 ms to a minute. One that it answers later is
     * unknown until then, and stays so if the session has ended meanwhile: rather wait a while. With {@code place-timeout} it must stay below {@code twofold.delivery.lease}.
     */
    @WithDefault("PT10S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration answerTimeout();

    /** After what silence a session is asked whether it still lives, 100 ms to 10 minutes; less than firewalls forget it after. */
    @WithDefault("PT30S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 10)
    Duration enquireAfter();

    /** First wait before a session that broke is bound again, 10 ms to a minute; doubles, and is shortened at random by up to half. */
    @WithDefault("PT1S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration reconnectAfter();

    /** The longest of those waits, 10 ms to 10 minutes. */
    @WithDefault("PT30S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 10)
    Duration longestReconnectAfter();

    /** What the centre takes data coding 0 for. What isn't in that alphabet travels as UCS-2. */
    @WithDefault("gsm7")
    Alphabet defaultAlphabet();

    /** How a text travels that is too long for one short message. */
    @WithDefault("udh")
    LongMessages longMessages();

    /** How the centre is told when a message is worthless. */
    @WithDefault("relative")
    Validity validity();

    /** How the centre writes a message's id in its answer and in the receipt. */
    @WithDefault("same")
    MessageIds messageIds();

    /**
     * Receipts that are applied at a time, 1 to 256; at least the centre's window, or it is told to slow down. Those that come
     * together share a transaction.
     */
    @WithDefault("64")
    @Min(1) @Max(256) int receiptsAtATime();

    /**
     * How often a receipt is sent back for another try while no message of that id is known, 0 to 100: it may be faster than the
     * writing down of the answer, here or in another replica. After that it is taken and counted.
     */
    @WithDefault("5")
    @Min(0) @Max(100) int unknownReceiptTries();

    /**
     * What the centre's own error numbers mean, by number in decimals, such as {@code 1035=rejected-number}; these go before what
     * is known of SMPP 3.4. One that isn't named refuses the message for good.
     */
    Map<Integer, Refusal> errors();

    /** What data coding 0 means. */
    enum Alphabet {
        /** GSM 7-bit, each septet in an octet of its own. */
        GSM7,
        /** ISO 8859-1, which the centre turns into GSM 7-bit. */
        LATIN1
    }

    /** Ways of long texts. */
    enum LongMessages {
        /** Parts, joined by the phone, with an 8-bit reference: places for 153 or 67 characters in each. */
        UDH,
        /** The same with a 16-bit reference, which is mistaken less often: 152 or 66. */
        UDH16,
        /** Whole, in the parameter {@code message_payload}; the centre cuts it. */
        PAYLOAD
    }

    /** Forms of {@code validity_period}. */
    enum Validity {
        /** So long from now on, which needs no agreement about the time. */
        RELATIVE,
        /** Until then, in UTC. */
        ABSOLUTE,
        /** Not at all: the message may come when it is worthless. */
        NONE
    }

    /** The sender's type of number. */
    default int sourceTonOrUsual() {
        return sourceTon()
                .orElseGet(
                        () -> source().map(address -> address.startsWith("+") ? 1 : address.matches("[0-9]+") ? 3 : 5)
                                .orElse(0));
    }

    /** The sender's numbering plan. */
    default int sourceNpiOrUsual() {
        return sourceNpi()
                .orElseGet(() ->
                        source().map(address -> address.startsWith("+") ? 1 : 0).orElse(0));
    }
}
