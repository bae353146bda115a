package io.twofold.simulator.page;

import io.twofold.simulator.phone.PhoneMessage;
import io.twofold.simulator.phone.Phones;
import java.util.List;
import java.util.Optional;

/** Phones as one sees them: a screen with messages, the newest at the bottom. */
final class PhoneView {

    private PhoneView() {}

    /**
     * Several phones.
     *
     * @param newest how many messages of each are shown
     */
    static Html grid(List<String> numbers, Phones phones, int newest) {
        if (numbers.isEmpty()) {
            return Html.of("<p class=\"nothing\">No phone has received anything yet.</p>");
        }
        return Html.of(
                "<div class=\"phones\">{}</div>",
                Html.joined(numbers.stream()
                        .map(number -> phone(number, phones.messagesOf(number), newest))
                        .toList()));
    }

    /** The newest message is first in the markup, because a screen filled from below needs no scrolling then. */
    private static Html phone(String number, List<PhoneMessage> messages, int newest) {
        return Html.of(
                """
                <article class="phone">
                <h3><a href="/phones/{}"><bdi>{}</bdi></a></h3>
                <div class="screen">{}{}</div>
                </article>""",
                number,
                number,
                Html.joined(messages.reversed().stream()
                        .limit(newest)
                        .map(PhoneView::message)
                        .toList()),
                earlier(number, messages.size() - newest));
    }

    private static Html message(PhoneMessage message) {
        boolean call = message.channel().equals("voice");
        return Html.of(
                """
                <div class="{}" id="{}">
                <p class="sender"><bdi>{}</bdi></p>
                <p class="said" dir="auto">{}</p>
                <p class="facts">{} · {}</p>
                </div>
                """,
                call ? "bubble call" : "bubble",
                message.id(),
                call ? "☎ Call from " + message.from() : message.from(),
                message.text(),
                Times.of(message.receivedAt()),
                facts(message));
    }

    private static String facts(PhoneMessage message) {
        String language =
                Optional.ofNullable(message.language()).map(tag -> " · " + tag).orElse("");
        String segments = Optional.ofNullable(message.segments())
                .map(count -> " · " + count + (count == 1 ? " segment " : " segments ") + message.encoding())
                .orElse("");
        List<String> receipts = message.receipts().words();
        return message.provider() + language + segments + " · "
                + (receipts.isEmpty() ? "no receipts" : "receipts " + String.join(", ", receipts));
    }

    private static Html earlier(String number, int count) {
        return count <= 0
                ? Html.NOTHING
                : Html.of("<p class=\"earlier\"><a href=\"/phones/{}\">{} earlier</a></p>", number, count);
    }
}
