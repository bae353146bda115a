package io.twofold.identity.outside;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.arc.Arc;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mailboxes of the people in a test. */
public final class Mailbox {

    private static final Pattern CODE_ALONE_ON_ITS_LINE = Pattern.compile("(?m)^(\\d{6})$");

    private Mailbox() {}

    /** Everything that has arrived by now, oldest first. */
    public static List<Mail> of(String address) {
        return Arc.container().instance(MockMailbox.class).get().getMailsSentTo(address);
    }

    /** Everything, once no letter is on its way to anybody any more. */
    public static List<Mail> settled(String address) {
        await().atMost(60, SECONDS).until(() -> Rows.count("letter where next_attempt_at is not null") == 0);
        return of(address);
    }

    /** The newest letter with that in its subject, as soon as there is one. */
    public static Mail letterTo(String address, String inSubject) {
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(of(address)).anyMatch(letter -> has(letter, inSubject)));
        return of(address).stream()
                .filter(letter -> has(letter, inSubject))
                .toList()
                .getLast();
    }

    /** The code in the newest letter that has one, once no letter is on its way any more. */
    public static String codeSentTo(String address) {
        return settled(address).reversed().stream()
                .map(letter -> CODE_ALONE_ON_ITS_LINE.matcher(letter.getText()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElseThrow();
    }

    private static boolean has(Mail letter, String inSubject) {
        return letter.getSubject().contains(inSubject);
    }
}
