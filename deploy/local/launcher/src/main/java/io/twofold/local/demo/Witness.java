package io.twofold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The person's phone and mailbox, as the simulator shows them. */
final class Witness {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");

    private final Http http;
    private final String simulator;

    Witness(Http http, String simulator) {
        this.http = http;
        this.simulator = simulator;
    }

    /** The text of the n-th message on a phone, counting from 1, when it has come. */
    String message(String e164, int n) {
        return waitFor("message " + n + " on the phone", () -> {
            JsonNode messages = http.get(simulator, "/api/phones/" + e164 + "/messages")
                    .expect(200)
                    .body()
                    .path("messages");
            return messages.size() < n ? null : messages.get(n - 1).path("text").asText();
        });
    }

    /** The text of the latest letter that has this in it, when it has come. */
    String letter(String address, Pattern having) {
        return waitFor("letter in the mailbox", () -> {
            JsonNode letters = http.get(simulator, "/api/mailboxes/" + address + "/letters")
                    .expect(200)
                    .body()
                    .path("letters");
            for (int i = letters.size() - 1; i >= 0; i--) {
                String text = letters.get(i).path("text").asText();
                if (having.matcher(text).find()) {
                    return text;
                }
            }
            return null;
        });
    }

    /** The letter with a code in it. */
    String letterWithCode(String address) {
        return letter(address, CODE);
    }

    static String codeIn(String text) {
        var found = CODE.matcher(text);
        if (!found.find()) {
            throw new Surprise("there is no code in: " + text);
        }
        return found.group();
    }

    static String waitFor(String what, Supplier<@Nullable String> look) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (String seen = look.get(); ; seen = look.get()) {
            if (seen != null) {
                return seen;
            }
            if (System.nanoTime() > deadline) {
                throw new Surprise("no " + what + " within " + PATIENCE.toSeconds() + " seconds");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Surprise("interrupted", e);
        }
    }
}
