package io.twofold.simulator.phone;

import io.twofold.simulator.http.BadRequest;
import java.util.regex.Pattern;

/** The international form of phone numbers (ITU-T E.164): a plus sign and at most 15 digits. */
public final class E164 {

    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{4,14}");

    private E164() {}

    /**
     * The number itself.
     *
     * @throws BadRequest where the text is no phone number in international form
     */
    public static String checked(String text) {
        if (!matches(text)) {
            throw new BadRequest("A phone number here looks like +14089742042.");
        }
        return text;
    }

    public static boolean matches(String text) {
        return NUMBER.matcher(text).matches();
    }
}
