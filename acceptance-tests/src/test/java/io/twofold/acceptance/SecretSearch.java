package io.twofold.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for many secrets in much text, once over it: the first six bytes of every secret are in a table. A secret counts as
 * found as it is or in Base64; one of digits only, where it stands alone, since any long number holds some six digits.
 */
final class SecretSearch {

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}");
    private static final int KEY = 6;
    private static final long KEY_BITS = (1L << (8 * KEY)) - 1;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Needle(String kind, byte[] bytes, boolean digits) {}

    private final Map<Long, List<Needle>> needles = new HashMap<>();

    /**
     * Prepares it.
     *
     * @param secrets of at least six characters, with a word for what each is
     */
    SecretSearch(Map<String, String> secrets) {
        secrets.forEach((secret, kind) -> {
            add(new Needle(kind, secret.getBytes(ISO_8859_1), secret.chars().allMatch(Character::isDigit)));
        });
    }

    private void add(Needle needle) {
        var key = 0L;
        for (var index = 0; index < KEY; index++) {
            key = key << 8 | (needle.bytes()[index] & 0xff);
        }
        needles.computeIfAbsent(key, _ -> new ArrayList<>()).add(needle);
    }

    /** What kinds of secrets are in there. */
    Set<String> kindsIn(byte[] text) {
        var found = new TreeSet<>(plainKindsIn(text));
        decoded(text).forEach(bytes -> plainKindsIn(bytes).forEach(kind -> found.add(kind + " in Base64")));
        return found;
    }

    /** Whatever may be Base64, from each of the four places at which what is of interest in it may begin. */
    private static Stream<byte[]> decoded(byte[] text) {
        return BASE64.matcher(new String(text, ISO_8859_1))
                .results()
                .map(run -> run.group().replace('-', '+').replace('_', '/'))
                .flatMap(run -> IntStream.range(0, 4).mapToObj(run::substring))
                .map(run ->
                        Base64.getDecoder().decode(run.length() % 4 == 1 ? run.substring(0, run.length() - 1) : run));
    }

    private Set<String> plainKindsIn(byte[] text) {
        var found = new TreeSet<String>();
        var key = 0L;
        for (var end = 0; end < text.length; end++) {
            key = (key << 8 | (text[end] & 0xff)) & KEY_BITS;
            var start = end - KEY + 1;
            if (start >= 0) {
                for (var needle : needles.getOrDefault(key, List.of())) {
                    if (isAt(start, needle, text)) {
                        found.add(needle.kind());
                    }
                }
            }
        }
        return found;
    }

    private static boolean isAt(int start, Needle needle, byte[] text) {
        var end = start + needle.bytes().length;
        if (end > text.length || !Arrays.equals(text, start, end, needle.bytes(), 0, needle.bytes().length)) {
            return false;
        }
        return !needle.digits() || (standsAlone(text, start - 1) && standsAlone(text, end));
    }

    /** Neither a letter nor a digit, nor the point before the fraction of a second. */
    private static boolean standsAlone(byte[] text, int neighbour) {
        return neighbour < 0
                || neighbour >= text.length
                || !(Character.isLetterOrDigit(text[neighbour]) || text[neighbour] == '.');
    }
}
