package io.twofold.gateway.provider.smpp;

import io.twofold.gateway.provider.Report.Progress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt says. Source: SMPP 3.4, appendix B, which calls the form {@code id:… sub:… dlvrd:… submit date:… done date:…
 * stat:… err:… text:…} vendor specific: capitals, order, separators and which fields there are differ.
 *
 * @param id the centre's id of the message, as it is written here
 * @param state one of SMPP's words for how far it has come, such as {@code DELIVRD}
 * @param error the network's own number for why it didn't arrive, empty where it names none
 */
record SmppReceipt(Optional<String> id, Optional<State> state, String error) {

    /** How far a message has come. */
    enum State {
        ENROUTE(Progress.TAKEN, null),
        ACCEPTED(Progress.TAKEN, null),
        /** The centre can't tell, and will say no more. */
        UNKNOWN(Progress.TAKEN, null),
        DELIVERED(Progress.DELIVERED, null),
        EXPIRED(Progress.UNDELIVERED, "expired"),
        DELETED(Progress.UNDELIVERED, "deleted"),
        UNDELIVERABLE(Progress.UNDELIVERED, "undeliverable"),
        REJECTED(Progress.UNDELIVERED, "rejected");

        private final Progress progress;
        private final @Nullable String reason;

        State(Progress progress, @Nullable String reason) {
            this.progress = progress;
            this.reason = reason;
        }

        Progress progress() {
            return progress;
        }

        /**
         * Why it didn't arrive; absent where nothing went wrong.
         *
         * @param error the network's number, or empty
         */
        @Nullable String reason(String error) {
            return reason == null || error.isEmpty() ? reason : reason + "_" + error;
        }

        /** The state that a number in {@code message_state} means (SMPP 3.4 §5.2.28). */
        static Optional<State> of(int number) {
            return switch (number) {
                case 1 -> Optional.of(ENROUTE);
                case 2 -> Optional.of(DELIVERED);
                case 3 -> Optional.of(EXPIRED);
                case 4 -> Optional.of(DELETED);
                case 5 -> Optional.of(UNDELIVERABLE);
                case 6 -> Optional.of(ACCEPTED);
                case 7 -> Optional.of(UNKNOWN);
                case 8 -> Optional.of(REJECTED);
                default -> Optional.empty();
            };
        }

        /** The state of that word, abbreviated or not. */
        static Optional<State> of(String word) {
            return switch (word.toUpperCase(Locale.ROOT)) {
                case "ENROUTE", "EN_ROUTE" -> Optional.of(ENROUTE);
                case "ACCEPTD", "ACCEPTED" -> Optional.of(ACCEPTED);
                case "UNKNOWN" -> Optional.of(UNKNOWN);
                case "DELIVRD", "DELIVERED", "DELIVERD" -> Optional.of(DELIVERED);
                case "EXPIRED" -> Optional.of(EXPIRED);
                case "DELETED" -> Optional.of(DELETED);
                case "UNDELIV", "UNDELIVERED", "UNDELIVERABLE", "UNDELIVRD" -> Optional.of(UNDELIVERABLE);
                case "REJECTD", "REJECTED" -> Optional.of(REJECTED);
                default -> Optional.empty();
            };
        }
    }

    private static final int LONGEST = 1000;
    private static final String NAME = "(id|sub|dlvrd|submit[ _]?date|done[ _]?date|stat|err|text) ?:";
    /** A value is a word; one that is itself a name belongs to the next field, this one being empty. */
    private static final Pattern FIELD =
            Pattern.compile("(?<![A-Z0-9_])" + NAME + "(?: ?(?!" + NAME + ")([^\\s,;]*))?", Pattern.CASE_INSENSITIVE);

    private static final Pattern ID = Pattern.compile("[!-~]{1,64}");
    private static final Pattern ERROR = Pattern.compile("[0-9A-Fa-f]{1,8}");

    /**
     * Reads a receipt's text. What follows {@code text:} was written by whoever wrote the message and is no part of it; of a
     * field that is there twice, the first counts.
     */
    static SmppReceipt parse(String text) {
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        while (field.find()) {
            String name = field.group(1).toLowerCase(Locale.ROOT);
            if (name.equals("text")) {
                break;
            }
            String value = field.group(3);
            if (value != null) {
                fields.putIfAbsent(name, value);
            }
        }
        return new SmppReceipt(
                Optional.ofNullable(fields.get("id"))
                        .filter(id -> ID.matcher(id).matches()),
                Optional.ofNullable(fields.get("stat")).flatMap(State::of),
                Optional.ofNullable(fields.get("err"))
                        .filter(error -> ERROR.matcher(error).matches() && !error.matches("0+"))
                        .map(error -> error.toLowerCase(Locale.ROOT))
                        .orElse(""));
    }
}
