package io.twofold.simulator.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import io.twofold.simulator.phone.Segments.Alphabet;
import java.util.Arrays;
import java.util.Optional;

/** The characters of a short message, and the header before them (3GPP TS 23.038, 23.040). */
final class Octets {

    /** The basic alphabet by its septets; the escape stands for itself. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final int ESCAPE = 0x1B;

    private final byte[] characters;
    private final Optional<Place> place;

    /**
     * A part's place in a long text.
     *
     * @param reference the same in all of them
     * @param number from 1
     */
    record Place(int reference, int parts, int number) {}

    private Octets(byte[] characters, Optional<Place> place) {
        this.characters = characters;
        this.place = place;
    }

    static Octets of(byte[] octets, boolean headed) {
        if (!headed || octets.length == 0 || (octets[0] & 0xFF) >= octets.length) {
            return new Octets(octets, Optional.empty());
        }
        int end = 1 + (octets[0] & 0xFF);
        return new Octets(Arrays.copyOfRange(octets, end, octets.length), place(Arrays.copyOf(octets, end)));
    }

    /** Without the header. */
    byte[] characters() {
        return characters;
    }

    /** Where it belongs among others, if it has a header that says so. */
    Optional<Place> place() {
        return place;
    }

    /** The alphabet that a data coding stands for. */
    static Alphabet alphabet(byte dataCoding) {
        return dataCoding == 8 ? Alphabet.UCS_2 : Alphabet.GSM_7;
    }

    /** What the phone shows. */
    static String text(byte[] characters, byte dataCoding) {
        return switch (dataCoding) {
            case 0 -> gsm7(characters);
            case 8 -> new String(characters, UTF_16BE);
            default -> new String(characters, ISO_8859_1);
        };
    }

    /** The first header element that joins parts: 8-bit or 16-bit reference. */
    private static Optional<Place> place(byte[] header) {
        for (int at = 1; at + 1 < header.length; at += 2 + (header[at + 1] & 0xFF)) {
            int length = header[at + 1] & 0xFF;
            if (at + 1 + length >= header.length) {
                return Optional.empty();
            }
            if (header[at] == 0x00 && length == 3) {
                return place(header[at + 2] & 0xFF, header[at + 3], header[at + 4]);
            }
            if (header[at] == 0x08 && length == 4) {
                int reference = ((header[at + 2] & 0xFF) << 8) | (header[at + 3] & 0xFF);
                return place(reference, header[at + 4], header[at + 5]);
            }
        }
        return Optional.empty();
    }

    private static Optional<Place> place(int reference, byte parts, byte number) {
        int count = parts & 0xFF;
        int index = number & 0xFF;
        return index == 0 || index > count ? Optional.empty() : Optional.of(new Place(reference, count, index));
    }

    private static String gsm7(byte[] septets) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < septets.length; at++) {
            int septet = septets[at] & 0xFF;
            if (septet != ESCAPE) {
                text.append(septet < BASIC.length() ? BASIC.charAt(septet) : '?');
            } else if (++at < septets.length) {
                text.append(extended(septets[at]));
            }
        }
        return text.toString();
    }

    private static char extended(byte septet) {
        return switch (septet) {
            case 0x0A -> '\f';
            case 0x14 -> '^';
            case 0x28 -> '{';
            case 0x29 -> '}';
            case 0x2F -> '\\';
            case 0x3C -> '[';
            case 0x3D -> '~';
            case 0x3E -> ']';
            case 0x40 -> '|';
            case 0x65 -> '€';
            default -> ' ';
        };
    }
}
