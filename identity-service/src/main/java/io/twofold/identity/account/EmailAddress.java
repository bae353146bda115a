package io.twofold.identity.account;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address, as given and as compared.
 *
 * @param given what the person typed, in Unicode's composed form (NFC); letters go there
 * @param key case-folded, the domain in its A-label form: two spellings of one mailbox have one key
 */
public record EmailAddress(String given, String key) {

    /** RFC 5321 §4.5.3.1: local part 64 octets, a path 256 with its brackets. */
    private static final int MAX_LOCAL_PART = 64;

    private static final int MAX_LENGTH = 254;

    /** RFC 5321's dot-string, letters of any script (RFC 6531); quoted local parts are nobody's address. */
    private static final Pattern LOCAL_PART =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Empty if no mail system would take it. */
    public static Optional<EmailAddress> parse(String text) {
        String given = Normalizer.normalize(text, Normalizer.Form.NFC);
        int at = given.lastIndexOf('@');
        if (given.length() > MAX_LENGTH || at < 1 || at > MAX_LOCAL_PART) {
            return Optional.empty();
        }
        String localPart = given.substring(0, at);
        return aLabels(given.substring(at + 1))
                .filter(domain -> LOCAL_PART.matcher(localPart).matches())
                .map(domain -> new EmailAddress(given, fold(localPart) + "@" + domain));
    }

    /** What a person typed to be found by; if it is no address, it is nobody's. */
    public static EmailAddress asTyped(String text) {
        return parse(text).orElseGet(() -> new EmailAddress(text, fold(text.replace('\0', ' '))));
    }

    /** The part before the @, as compared. */
    public String localPart() {
        return key.substring(0, key.lastIndexOf('@'));
    }

    private static Optional<String> aLabels(String domain) {
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Upper case first: letters such as ß and ſ have one fold that way. */
    private static String fold(String text) {
        return Normalizer.normalize(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** Never the address: it is personal data. */
    @Override
    public String toString() {
        return "an e-mail address";
    }
}
