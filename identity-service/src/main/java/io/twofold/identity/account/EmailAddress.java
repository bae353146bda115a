package io.twofold.identity.account;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address, as given and as compared.
 *
 * @param given what the person typed, in Unicode's composed form (NFC)
 * @param key in lower case, the domain in its A-label form: two spellings of one mailbox have one key, two mailboxes that
 *     look alike have two
 */
public record EmailAddress(String given, String key) {

    /** RFC 5321 §4.5.3.1: local part 64 octets, a path 256 with its brackets. */
    private static final int MAX_LOCAL_PART = 64;

    private static final int MAX_LENGTH = 254;

    /**
     * RFC 5321's dot-string. Quoted local parts are nobody's address; those of other scripts (RFC 6531) need a mail server
     * that takes SMTPUTF8 and a client that offers it, so no letter would get there.
     */
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Empty if no letter could get there. */
    public static Optional<EmailAddress> parse(String text) {
        String given = Normalizer.normalize(text, Normalizer.Form.NFC);
        int at = given.lastIndexOf('@');
        if (given.length() > MAX_LENGTH || at < 1 || at > MAX_LOCAL_PART) {
            return Optional.empty();
        }
        String localPart = given.substring(0, at);
        return aLabels(given.substring(at + 1))
                .filter(domain -> LOCAL_PART.matcher(localPart).matches())
                .map(domain -> new EmailAddress(given, localPart.toLowerCase(Locale.ROOT) + "@" + domain));
    }

    /** What a person typed to be found by; if it is no address, it is nobody's. */
    public static EmailAddress asTyped(String text) {
        return parse(text)
                .orElseGet(() -> new EmailAddress(text, text.replace('\0', ' ').toLowerCase(Locale.ROOT)));
    }

    /**
     * Where letters go: the local part as typed, whose spelling only its own mail server may judge (RFC 5321 §2.4), and the
     * domain in its A-label form, which is the one that mail servers know.
     */
    public String mailbox() {
        return given.substring(0, given.lastIndexOf('@')) + key.substring(key.lastIndexOf('@'));
    }

    /** The part before the @, as compared. */
    public String localPart() {
        return key.substring(0, key.lastIndexOf('@'));
    }

    /**
     * Empty too for a domain that {@link IDN} takes for another one, as IDNA 2003 does with straße and strasse, which have
     * been two domains since IDNA 2008. Its A-label form, typed as such, is unmistakable.
     */
    private static Optional<String> aLabels(String domain) {
        String typed = domain.toLowerCase(Locale.ROOT);
        try {
            String ascii = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            boolean same = typed.equals(ascii) || typed.equals(IDN.toUnicode(ascii));
            return same && DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Never the address: it is personal data. */
    @Override
    public String toString() {
        return "an e-mail address";
    }
}
