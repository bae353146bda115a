package io.twofold.identity.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twofold.identity.account.EmailAddress;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which passwords are refused (NIST SP 800-63B-4 §3.1.1.2): by length and by how easily they are guessed, nothing else. */
@Singleton
public class PasswordPolicy {

    private static final String COMMONEST = "passwords/commonest.txt";
    private static final String PRODUCT = "twofold";

    private final PasswordConfig config;
    private final Set<String> commonest = read();

    PasswordPolicy(PasswordConfig config) {
        this.config = config;
    }

    /** Everything that is wrong with it; empty for a good one. One that is too long is looked at no further. */
    public List<Weakness> weaknesses(Password password, EmailAddress email) {
        if (password.codePoints() > config.maximumLength()) {
            return List.of(Weakness.TOO_LONG);
        }
        List<Weakness> found = new ArrayList<>();
        if (password.codePoints() < config.minimumLength()) {
            found.add(Weakness.TOO_SHORT);
        }
        String folded = password.text().toLowerCase(Locale.ROOT);
        String bare = withoutFrills(folded);
        if (commonest.contains(folded)) {
            found.add(Weakness.TOO_COMMON);
        }
        boolean isEmail = Stream.of(email.key(), email.given().toLowerCase(Locale.ROOT), email.localPart())
                .anyMatch(folded::equals);
        if (isEmail || (!bare.isEmpty() && bare.equals(withoutFrills(email.localPart())))) {
            found.add(Weakness.LIKE_EMAIL);
        }
        if (bare.equals(PRODUCT)) {
            found.add(Weakness.LIKE_PRODUCT_NAME);
        }
        return found;
    }

    /** Digits and signs at both ends hide nothing. */
    private static String withoutFrills(String text) {
        int[] signs = text.codePoints().toArray();
        int from = 0;
        int to = signs.length;
        while (from < to && !Character.isLetter(signs[from])) {
            from++;
        }
        while (from < to && !Character.isLetter(signs[to - 1])) {
            to--;
        }
        return new String(signs, from, to - from);
    }

    private static Set<String> read() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(loader.getResourceAsStream(COMMONEST)), UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("The list of common passwords can't be read", e);
        }
    }
}
