package io.twofold.gateway.lookup;

import io.twofold.kit.phone.PhoneNumber;

/** Somebody who knows numbers. Blocking and thread-safe; each call ends within the source's own time-out. */
interface LookupSource {

    /** What it said. */
    sealed interface Answer {

        /** It answered; that it knows nothing is an answer, too. */
        record Known(NumberFacts facts) implements Answer {}

        /** It answered a part of what it was asked; the rest may be had another time. */
        record Partial(NumberFacts facts) implements Answer {}

        /**
         * It won't say anything of this number, which is no sign that it is in trouble.
         *
         * @param reason as below
         */
        record Refused(String reason) implements Answer {}

        /**
         * It didn't, or not so that it could be understood.
         *
         * @param reason for an operator, without personal data
         */
        record Failed(String reason) implements Answer {}
    }

    /** Stable and short: in answers, metrics and tables. */
    String id();

    /**
     * Whether it is asked about that country's numbers.
     *
     * @param country ISO 3166-1 alpha-2
     */
    boolean serves(String country);

    LookupPolicy policy();

    /** Asks it, once. Does not throw. */
    Answer ask(PhoneNumber number);
}
