package io.twofold.simulator.twilio;

import io.twofold.simulator.http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as Twilio answers it.
 *
 * @param code the number under which Twilio's error dictionary explains it
 * @param status the HTTP status
 * @param message for people
 */
record TwilioError(int code, int status, String message) {

    /** The usual error where a number can't be written to or called. */
    static final int INVALID_TO = 21211;
    /** The usual error where the service is out of order. */
    static final int UNAVAILABLE = 20503;

    static TwilioError authenticate() {
        return of(20003, "");
    }

    static TwilioError notFound(String path) {
        return new TwilioError(20404, 404, "The requested resource " + path + " was not found");
    }

    /**
     * The error of that code.
     *
     * @param subject what it is about, where its message names that: a phone number, a parameter
     */
    static TwilioError of(int code, String subject) {
        return switch (code) {
            case 20001 -> new TwilioError(code, 400, "Bad Request: " + subject);
            case 20003 -> new TwilioError(code, 401, "Authenticate");
            case 20429 -> new TwilioError(code, 429, "Too Many Requests");
            case 20500 -> new TwilioError(code, 500, "Internal Server Error");
            case UNAVAILABLE -> new TwilioError(code, 503, "Service Unavailable");
            case 21201 -> new TwilioError(code, 400, "No 'To' number is specified");
            case 21205 -> new TwilioError(code, 400, "Url is not a valid URL: " + subject);
            case INVALID_TO -> new TwilioError(code, 400, "Invalid 'To' Phone Number: " + masked(subject));
            case 21212 -> new TwilioError(code, 400, "Invalid From Number (caller ID): " + subject);
            case 21213 -> new TwilioError(code, 400, "No 'From' number is specified");
            case 21408 -> new TwilioError(code, 400, "Permission to send an SMS has not been enabled for this region");
            case 21602 -> new TwilioError(code, 400, "Message body is required.");
            case 21603 -> new TwilioError(code, 400, "A 'From' phone number is required.");
            case 21604 -> new TwilioError(code, 400, "A 'To' phone number is required.");
            case 21609 -> new TwilioError(code, 400, "The StatusCallback URL " + subject + " is not a valid URL.");
            case 21610 -> new TwilioError(code, 400, "Attempt to send to unsubscribed recipient");
            case 21614 -> new TwilioError(code, 400, "'To' number is not a valid mobile number");
            case 21617 -> new TwilioError(code, 400, "The concatenated message body exceeds the 1600 character limit");
            case 21624 -> new TwilioError(code, 400, "Invalid validity period value: " + subject);
            case 21626 -> new TwilioError(code, 400, "Invalid StatusCallbackEvent: " + subject);
            default -> new TwilioError(code, 400, "Error " + code);
        };
    }

    /** Whether the message is taken first and reported undelivered afterwards: the 30000s of the dictionary. */
    static boolean isOfDelivery(int code) {
        return code >= 30000 && code <= 30999;
    }

    Answer answer() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("message", message);
        body.put("more_info", "https://www.twilio.com/docs/errors/" + code);
        body.put("status", status);
        return Answer.json(status, body);
    }

    /** Twilio hides the end of a number in its errors. */
    private static String masked(String number) {
        return number.substring(0, Math.max(0, number.length() - 4)) + "XXXX";
    }
}
