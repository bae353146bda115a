package io.twofold.gateway.provider.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import io.twofold.gateway.message.Gsm7;
import io.twofold.gateway.message.Segments;
import io.twofold.gateway.message.Text;
import io.twofold.gateway.provider.smpp.SmppConfig.Alphabet;
import io.twofold.gateway.provider.smpp.SmppConfig.LongMessages;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes short messages of a text: in the centre's default alphabet, or in UCS-2 where that lacks a character; cut where it is
 * too long for one (3GPP TS 23.040 §9.2.3.24), never within a character.
 */
final class ShortMessages {

    static final byte DEFAULT_ALPHABET = 0;
    static final byte UCS_2 = 8;

    private static final int MOST_PARTS = 255;

    private final Alphabet alphabet;
    private final LongMessages longMessages;
    private final RandomGenerator random;

    ShortMessages(Alphabet alphabet, LongMessages longMessages, RandomGenerator random) {
        this.alphabet = alphabet;
        this.longMessages = longMessages;
        this.random = random;
    }

    /** One of the short messages. */
    static final class Part {

        private final byte[] octets;
        private final byte dataCoding;
        private final boolean headed;
        private final boolean whole;

        private Part(byte[] octets, byte dataCoding, boolean headed, boolean whole) {
            this.octets = octets;
            this.dataCoding = dataCoding;
            this.headed = headed;
            this.whole = whole;
        }

        /** The header, if any, and the characters. */
        byte[] octets() {
            return octets;
        }

        byte dataCoding() {
            return dataCoding;
        }

        /** Whether it begins with a header. */
        boolean headed() {
            return headed;
        }

        /** Whether it is a long text that the centre is to cut. */
        boolean whole() {
            return whole;
        }
    }

    /**
     * The short messages, in their order.
     *
     * @return empty if the text is too long even for many
     */
    List<Part> of(Text text) {
        boolean septets = text.segments().encoding() == Segments.Encoding.GSM_7
                && (alphabet == Alphabet.GSM7 || isLatin1(text.body()));
        List<String> pieces = cut(text.body(), septets, septets ? 160 : 70);
        if (pieces.size() == 1) {
            return List.of(new Part(octets(text.body(), septets), coding(septets), false, false));
        }
        int reference = switch (longMessages) {
            case UDH -> random.nextInt(0x100);
            case UDH16 -> random.nextInt(0x10000);
            case PAYLOAD -> -1;
        };
        if (reference < 0) {
            return List.of(new Part(octets(text.body(), septets), coding(septets), false, true));
        }
        int lost = longMessages == LongMessages.UDH ? 0 : 1;
        pieces = cut(text.body(), septets, (septets ? 153 : 67) - lost);
        return pieces.size() > MOST_PARTS ? List.of() : joined(pieces, septets, reference);
    }

    private List<Part> joined(List<String> pieces, boolean septets, int reference) {
        List<Part> parts = new ArrayList<>();
        for (String piece : pieces) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            octets.writeBytes(header(reference, pieces.size(), parts.size() + 1));
            octets.writeBytes(octets(piece, septets));
            parts.add(new Part(octets.toByteArray(), coding(septets), true, false));
        }
        return parts;
    }

    private byte[] header(int reference, int parts, int number) {
        return longMessages == LongMessages.UDH
                ? new byte[] {5, 0x00, 3, (byte) reference, (byte) parts, (byte) number}
                : new byte[] {6, 0x08, 4, (byte) (reference >> 8), (byte) reference, (byte) parts, (byte) number};
    }

    private byte[] octets(String piece, boolean septets) {
        if (!septets) {
            return piece.getBytes(UTF_16BE);
        }
        return switch (alphabet) {
            case GSM7 -> Gsm7.octets(piece);
            case LATIN1 -> piece.getBytes(ISO_8859_1);
        };
    }

    private static byte coding(boolean septets) {
        return septets ? DEFAULT_ALPHABET : UCS_2;
    }

    private static List<String> cut(String text, boolean septets, int places) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        int used = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            int width = septets ? Gsm7.width(character) : Character.charCount(character);
            if (used + width > places) {
                pieces.add(text.substring(from, at));
                from = at;
                used = 0;
            }
            used += width;
            at += Character.charCount(character);
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    private static boolean isLatin1(String text) {
        return text.chars().allMatch(unit -> unit <= 0xFF);
    }
}
