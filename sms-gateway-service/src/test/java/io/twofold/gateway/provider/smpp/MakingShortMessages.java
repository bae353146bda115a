package io.twofold.gateway.provider.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.message.Segments;
import io.twofold.gateway.message.Text;
import io.twofold.gateway.provider.smpp.ShortMessages.Part;
import io.twofold.gateway.provider.smpp.SmppConfig.Alphabet;
import io.twofold.gateway.provider.smpp.SmppConfig.LongMessages;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MakingShortMessages {

    /** 3GPP TS 23.038 §6.2.1, by hand: what a phone makes of a septet. */
    private static final String[] TABLE = ("@ £ $ ¥ è é ù ì ò Ç LF Ø ø CR Å å Δ _ Φ Γ Λ Ω Π Ψ Σ Θ Ξ ESC Æ æ ß É"
                    + " SP ! \" # ¤ % & ' ( ) * + , - . / 0 1 2 3 4 5 6 7 8 9 : ; < = > ?"
                    + " ¡ A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Ä Ö Ñ Ü §"
                    + " ¿ a b c d e f g h i j k l m n o p q r s t u v w x y z ä ö ñ ü à")
            .split(" ", -1);

    @Test
    void aCodeTravelsInOneWithoutAHeader() {
        List<Part> parts = of("Your Twofold code is 012345", Alphabet.GSM7, LongMessages.UDH);

        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().headed()).isFalse();
        assertThat(parts.getFirst().dataCoding()).isZero();
        assertThat(parts.getFirst().octets()).isEqualTo("Your Twofold code is 012345".getBytes(ISO_8859_1));
    }

    @Test
    void theAlphabetIsThatOfPhones() {
        String all = Arrays.stream(TABLE)
                .filter(name -> !name.equals("ESC"))
                .map(MakingShortMessages::character)
                .collect(Collectors.joining());
        assertThat(TABLE).hasSize(128);

        byte[] octets = of(all, Alphabet.GSM7, LongMessages.UDH).getFirst().octets();

        assertThat(octets).hasSize(127);
        assertThat(decoded(octets)).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({"€,1b65", "[,1b3c", "],1b3e", "{,1b28", "},1b29", "^,1b14", "~,1b3d", "|,1b40", "\\,1b2f"})
    void charactersOfTheExtensionAreEscaped(String character, String octets) {
        assertThat(of(character, Alphabet.GSM7, LongMessages.UDH).getFirst().octets())
                .isEqualTo(HexFormat.of().parseHex(octets));
    }

    @Test
    void whatTheAlphabetLacksTravelsInTwoOctetsEach() {
        Part part = of("コードは 012345 😀", Alphabet.GSM7, LongMessages.UDH).getFirst();

        assertThat(part.dataCoding()).isEqualTo((byte) 8);
        assertThat(new String(part.octets(), UTF_16BE)).isEqualTo("コードは 012345 😀");
    }

    @ParameterizedTest
    @CsvSource({"160, 1", "161, 2", "306, 2", "307, 3"})
    void aLongTextIsCutAndJoinedByItsHeader(int length, int count) {
        String text = "0123456789".repeat(40).substring(0, length);

        List<Part> parts = of(text, Alphabet.GSM7, LongMessages.UDH);

        assertThat(parts).hasSize(count).hasSize(Segments.of(text).count());
        assertThat(joined(parts)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"70, 1", "71, 2", "134, 2", "135, 3"})
    void aLongTextInTwoOctetsEachToo(int length, int count) {
        String text = "あいうえおかきくけこ".repeat(20).substring(0, length);

        List<Part> parts = of(text, Alphabet.GSM7, LongMessages.UDH);

        assertThat(parts)
                .hasSize(count)
                .allSatisfy(part -> assertThat(part.octets()).hasSizeLessThanOrEqualTo(140));
        assertThat(joined(parts)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(names = {"UDH", "UDH16"})
    void noCharacterIsCut(LongMessages longMessages) {
        String escaped = "a".repeat(151) + "€€€" + "b".repeat(149) + "[]";
        String pairs = "あ".repeat(65) + "😀😀" + "い".repeat(64) + "😀";

        for (String text : List.of(escaped, pairs)) {
            List<Part> parts = of(text, Alphabet.GSM7, longMessages);

            assertThat(joined(parts)).isEqualTo(text);
            assertThat(parts).hasSizeGreaterThan(1).allSatisfy(part -> {
                int room = 140 - 1 - part.octets()[0];
                int places = part.octets().length - 1 - part.octets()[0];
                assertThat(places).isLessThanOrEqualTo(part.dataCoding() == 0 ? room * 8 / 7 : room);
                String piece = piece(part);
                assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
                assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
                        .isFalse();
            });
        }
    }

    @Test
    void theHeaderNamesReferenceCountAndNumber() {
        byte[] second =
                of("x".repeat(400), Alphabet.GSM7, LongMessages.UDH).get(1).octets();
        byte[] wide =
                of("x".repeat(400), Alphabet.GSM7, LongMessages.UDH16).get(1).octets();

        assertThat(Arrays.copyOf(second, 6)).containsExactly(5, 0, 3, second[3], 3, 2);
        assertThat(Arrays.copyOf(wide, 7)).containsExactly(6, 8, 4, wide[3], wide[4], 3, 2);
        assertThat(of("x".repeat(400), Alphabet.GSM7, LongMessages.UDH))
                .allSatisfy(part -> assertThat(part.headed()).isTrue());
    }

    @Test
    void aCentreThatCutsItselfGetsTheWhole() {
        List<Part> parts = of("x".repeat(400), Alphabet.GSM7, LongMessages.PAYLOAD);

        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().whole()).isTrue();
        assertThat(parts.getFirst().octets()).hasSize(400);
        assertThat(of("short", Alphabet.GSM7, LongMessages.PAYLOAD).getFirst().whole())
                .isFalse();
    }

    @Test
    void aCentreWhoseAlphabetIsLatin1GetsThat() {
        assertThat(of("Zugangscode für [Bücher] 012345", Alphabet.LATIN1, LongMessages.UDH)
                        .getFirst()
                        .octets())
                .isEqualTo("Zugangscode für [Bücher] 012345".getBytes(ISO_8859_1));
        assertThat(of("5 €", Alphabet.LATIN1, LongMessages.UDH).getFirst().dataCoding())
                .isEqualTo((byte) 8);
        // What the phone gets is septets all the same: each bracket takes two.
        assertThat(of("[".repeat(81), Alphabet.LATIN1, LongMessages.UDH)).hasSize(2);
    }

    @Test
    void whatNoPhoneCouldJoinIsNoMessage() {
        assertThat(of("x".repeat(255 * 153), Alphabet.GSM7, LongMessages.UDH)).hasSize(255);
        assertThat(of("x".repeat(255 * 153 + 1), Alphabet.GSM7, LongMessages.UDH))
                .isEmpty();
    }

    private static List<Part> of(String text, Alphabet alphabet, LongMessages longMessages) {
        return new ShortMessages(alphabet, longMessages, new Random(1)).of(new Text(text));
    }

    /** As a phone joins them. */
    private static String joined(List<Part> parts) {
        return parts.stream().map(MakingShortMessages::piece).collect(Collectors.joining());
    }

    private static String piece(Part part) {
        byte[] octets = part.octets();
        byte[] characters = part.headed() ? Arrays.copyOfRange(octets, 1 + octets[0], octets.length) : octets;
        return part.dataCoding() == 0 ? decoded(characters) : new String(characters, UTF_16BE);
    }

    private static String decoded(byte[] septets) {
        StringBuilder text = new StringBuilder();
        boolean escaped = false;
        for (byte septet : septets) {
            if (septet == 0x1B && !escaped) {
                escaped = true;
                continue;
            }
            text.append(escaped ? extended(septet) : character(TABLE[septet]));
            escaped = false;
        }
        assertThat(escaped).isFalse();
        return text.toString();
    }

    private static String extended(byte septet) {
        return switch (septet) {
            case 0x14 -> "^";
            case 0x28 -> "{";
            case 0x29 -> "}";
            case 0x2F -> "\\";
            case 0x3C -> "[";
            case 0x3D -> "~";
            case 0x3E -> "]";
            case 0x40 -> "|";
            case 0x65 -> "€";
            default -> throw new IllegalArgumentException("An escape before " + septet);
        };
    }

    private static String character(String name) {
        return switch (name) {
            case "LF" -> "\n";
            case "CR" -> "\r";
            case "SP" -> " ";
            default -> name;
        };
    }
}
