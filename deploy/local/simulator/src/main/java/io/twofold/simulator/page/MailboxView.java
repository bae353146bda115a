package io.twofold.simulator.page;

import io.twofold.simulator.mail.Letter;
import io.twofold.simulator.mail.Mailboxes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mailboxes as a mail program shows them: the newest letter on top and open, one click for the others. */
final class MailboxView {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");

    private MailboxView() {}

    /**
     * Several mailboxes.
     *
     * @param newest how many letters of each are shown
     */
    static Html grid(List<String> addresses, Mailboxes mailboxes, int newest) {
        if (addresses.isEmpty()) {
            return Html.of("<p class=\"nothing\">No letter has arrived yet.</p>");
        }
        return Html.of(
                "<div class=\"mailboxes\">{}</div>",
                Html.joined(addresses.stream()
                        .map(address -> mailbox(address, mailboxes.lettersTo(address), newest))
                        .toList()));
    }

    private static Html mailbox(String address, List<Letter> letters, int newest) {
        return Html.of(
                """
                <article class="mailbox">
                <h3><a href="{}"><bdi>{}</bdi></a></h3>
                {}{}
                </article>""",
                path(address),
                address,
                Html.joined(letters.reversed().stream()
                        .limit(newest)
                        .map(letter -> letter(letter, letter.equals(letters.getLast())))
                        .toList()),
                earlier(address, letters.size() - newest));
    }

    private static Html letter(Letter letter, boolean open) {
        return Html.of(
                """
                <details id="{}"{}>
                <summary><bdi class="subject">{}</bdi><span class="facts"><bdi>{}</bdi> · {}</span></summary>
                <div class="text" dir="auto">{}</div>
                </details>
                """,
                letter.id(),
                open ? " open" : "",
                letter.subject().isBlank() ? "(no subject)" : letter.subject(),
                letter.from(),
                Times.of(letter.receivedAt()),
                withLinks(letter.text()));
    }

    /** Addresses in the text can be followed, as in any mail program. */
    private static Html withLinks(String text) {
        List<Html> pieces = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        int from = 0;
        while (link.find()) {
            pieces.add(Html.of("{}", text.substring(from, link.start())));
            pieces.add(Html.of("<a href=\"{}\" rel=\"noreferrer\">{}</a>", link.group(), link.group()));
            from = link.end();
        }
        pieces.add(Html.of("{}", text.substring(from)));
        return Html.joined(pieces);
    }

    private static Html earlier(String address, int count) {
        return count <= 0
                ? Html.NOTHING
                : Html.of("<p class=\"earlier\"><a href=\"{}\">{} earlier</a></p>", path(address), count);
    }

    private static String path(String address) {
        return "/mailboxes/"
                + URLEncoder.encode(address, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
