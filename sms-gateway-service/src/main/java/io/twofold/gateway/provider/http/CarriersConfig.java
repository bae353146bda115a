package io.twofold.gateway.provider.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.twofold.gateway.provider.Refusal;
import io.twofold.gateway.provider.Report.Progress;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * {@code twofold.providers.http.<id>.*}: a carrier for each id, of lower-case letters, digits and dashes. What can't work
 * stops the start, with the setting's name.
 */
@ConfigMapping(prefix = "twofold.providers.http")
public interface CarriersConfig {

    @WithParentName
    Map<String, Carrier> carriers();

    /** How to write a body. */
    enum Form {
        JSON,
        FORM
    }

    /** How a request is made. */
    enum Method {
        GET,
        POST,
        PUT
    }

    /** How bytes are written in a header. */
    enum Encoding {
        HEX,
        BASE64
    }

    /** One carrier. */
    interface Carrier {

        /** Where messages go; placeholders stand after the question mark only, since a path lands in metrics. */
        String url();

        @WithDefault("POST")
        Method method();

        /** The body's form, which decides how placeholders in it are escaped. */
        @WithDefault("json")
        Form contentType();

        /** The body with its placeholders; without it none is sent. */
        Optional<String> body();

        /** Further headers, an API key for instance; the only placeholder is the delivery's id. */
        Map<String, String> headers();

        /** Who the message is from, where the carrier wants to be told. */
        Optional<String> from();

        Authentication authentication();

        Answer answer();

        /** Without this part receipts aren't taken: then a message is never more than {@code sent}. */
        Optional<Receipts> receipts();

        Tls tls();

        /** For a connection, 100 ms to 10 s: how soon a dead address is given up, which is tried again. */
        @WithDefault("PT2S")
        @DurationMin(millis = 100)
        @DurationMax(seconds = 10)
        Duration connectTimeout();

        /** For the whole answer, 100 ms to 30 s: an answer that comes later leaves the delivery unknown. Stays below the lease. */
        @WithDefault("PT10S")
        @DurationMin(millis = 100)
        @DurationMax(seconds = 30)
        Duration readTimeout();

        /**
         * Connections at a time per replica, 1 to 1000: throughput is this divided by the answering time, as far as the carrier
         * bears it. It is never given more messages at a time than this, nor more than {@code twofold.delivery.concurrency}.
         */
        @WithDefault("64")
        @Min(1) @Max(1000) int connections();

        /** Whether numbers and codes may travel unencrypted to another machine. */
        @WithDefault("false")
        boolean plainText();
    }

    /** How a carrier lets us in: by user and password, by a token, or by a header of its own among {@link Carrier#headers()}. */
    interface Authentication {

        Optional<String> user();

        Optional<String> password();

        /** A bearer token. */
        Optional<String> token();
    }

    /** Where an answer says what became of the message. Pointers are JSON pointers (RFC 6901), such as {@code /data/id}. */
    interface Answer {

        /** Statuses that mean taken; by default each from 200 to 299. */
        Optional<Set<Integer>> takenStatuses();

        /** What must be in the body beside, where the status alone says nothing. */
        Optional<String> takenAt();

        /** The values there that mean taken. */
        Optional<Set<String>> takenValues();

        /** A pointer to the carrier's id of the message; of this and the next two, one is given. */
        Optional<String> idAt();

        /** A header with the id. */
        Optional<String> idHeader();

        /** A regular expression that finds the id in the body, as its only group. */
        Optional<String> idPattern();

        /** A pointer to the carrier's word for an error. */
        Optional<String> errorAt();

        /** Which of those words surely mean "not taken", and why. They come before statuses. */
        Map<String, Refusal> errors();

        /**
         * Which statuses surely mean "not taken", and why. Without a word here any 4xx but 408 does, a 307 and a 308; a 5xx
         * doesn't, since the message may have been taken before the failure.
         */
        Map<Integer, Refusal> statuses();
    }

    /** What receipts look like. Places are JSON pointers, or names of fields in a form. */
    interface Receipts {

        /** This service's address as the carrier reaches it, without a path; for the placeholder of the receipt's address. */
        Optional<URI> baseUrl();

        @WithDefault("json")
        Form contentType();

        /** A pointer to the list, where one body holds several receipts. */
        Optional<String> list();

        /** The carrier's id of the message. */
        String idAt();

        /**
         * The delivery's id, where the carrier repeats what it was given: only so is a message found again whose answer got
         * lost.
         */
        Optional<String> deliveryIdAt();

        String statusAt();

        /** Which statuses mean what; others are passed over. */
        Map<String, Progress> statuses();

        /** Why it didn't arrive. */
        Optional<String> reasonAt();

        Signature signature();
    }

    /** HMAC-SHA-256 over the body. */
    interface Signature {

        /** The header it is in. */
        @WithDefault("X-Signature")
        String header();

        /** Known to the carrier and this service alone. */
        String secret();

        @WithDefault("hex")
        Encoding encoding();

        /** What stands before it in the header, such as {@code sha256=}. */
        Optional<String> prefix();
    }

    /** Whom to trust; by default whom the JVM trusts. */
    interface Tls {

        /** Certificates of authorities, PEM. */
        Optional<Path> trust();

        /** Our own certificate, PEM, where the carrier asks for one. */
        Optional<Path> certificate();

        /** Its key, PEM. */
        Optional<Path> key();
    }
}
