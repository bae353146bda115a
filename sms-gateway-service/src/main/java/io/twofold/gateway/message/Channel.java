package io.twofold.gateway.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a message travels. */
public enum Channel {
    SMS,
    VOICE;

    /** The channel's name in events and answers: {@code sms}, {@code voice}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> of(String word) {
        return Arrays.stream(values())
                .filter(channel -> channel.word().equals(word))
                .findFirst();
    }
}
