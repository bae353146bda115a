package io.twofold.simulator.page;

import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.BadRequest;
import io.twofold.simulator.http.Form;
import io.twofold.simulator.http.Request;
import io.twofold.simulator.http.Router;
import io.twofold.simulator.mail.Mailboxes;
import io.twofold.simulator.phone.Phones;
import io.twofold.simulator.provider.BehaviourWish;
import io.twofold.simulator.provider.Providers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page at {@code /}, pages of one phone or mailbox with everything in it, and the forms of the switches. Scripts and
 * styles come from here alone, which the browser is told to enforce.
 */
public final class WorldPage {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer");
    private static final int PHONES_SHOWN = 24;
    private static final int MAILBOXES_SHOWN = 24;
    private static final int NEWEST_SHOWN = 20;

    private final Phones phones;
    private final Mailboxes mailboxes;
    private final Providers providers;
    private final Runnable forget;

    /**
     * The page of a world.
     *
     * @param forget forgets all of it
     */
    public WorldPage(Phones phones, Mailboxes mailboxes, Providers providers, Runnable forget) {
        this.phones = phones;
        this.mailboxes = mailboxes;
        this.providers = providers;
        this.forget = forget;
    }

    public void addTo(Router router) {
        Answer style = new Answer(200, "text/css; charset=utf-8", resource("page.css"), Map.of());
        Answer script = new Answer(200, "text/javascript; charset=utf-8", resource("page.js"), Map.of());
        router.on("GET", "/", _ -> world());
        router.on("GET", "/page.css", _ -> style);
        router.on("GET", "/page.js", _ -> script);
        router.on("GET", "/phones/{number}", this::phone);
        router.on("GET", "/mailboxes/{address}", this::mailbox);
        router.on("POST", "/behaviour/{provider}", this::behave);
        router.on("POST", "/forget", _ -> {
            forget.run();
            return Answer.seeOther("/");
        });
    }

    private Answer world() {
        List<String> numbers = phones.numbers();
        List<String> addresses = mailboxes.addresses();
        Html body = Html.of(
                """
                <section id="phones" data-live>
                <h2>Phones <small>{}</small></h2>
                {}
                </section>
                <section id="mailboxes" data-live>
                <h2>Mailboxes <small>{}</small></h2>
                {}
                </section>
                <section id="providers" data-live>
                <h2>Providers</h2>
                <div class="providers">{}</div>
                </section>
                """,
                numbers.size(),
                PhoneView.grid(numbers.stream().limit(PHONES_SHOWN).toList(), phones, NEWEST_SHOWN),
                addresses.size(),
                MailboxView.grid(addresses.stream().limit(MAILBOXES_SHOWN).toList(), mailboxes, NEWEST_SHOWN),
                Html.joined(providers.all().stream().map(ProviderView::of).toList()));
        return page(200, "The outside world", body);
    }

    private Answer phone(Request request) {
        String number = request.variable("number");
        Html body = Html.of(
                "<section id=\"phones\" data-live>{}</section>",
                PhoneView.grid(List.of(number), phones, Integer.MAX_VALUE));
        return page(200, number, body);
    }

    private Answer mailbox(Request request) {
        String address = request.variable("address");
        Html body = Html.of(
                "<section id=\"mailboxes\" data-live>{}</section>",
                MailboxView.grid(List.of(address), mailboxes, Integer.MAX_VALUE));
        return page(200, address, body);
    }

    private Answer behave(Request request) {
        return providers
                .named(request.variable("provider"))
                .map(conduct -> {
                    try {
                        providers.change(conduct, wish(request.form()));
                        return Answer.seeOther("/");
                    } catch (BadRequest e) {
                        return page(400, "That can't be", Html.of("<p class=\"nothing\">{}</p>", e.sentence()));
                    }
                })
                .orElseGet(
                        () -> page(404, "Not found", Html.of("<p class=\"nothing\">There is no such provider.</p>")));
    }

    private static BehaviourWish wish(Form form) {
        List<String> numbers = Arrays.stream(form.first("numbers").orElse("").split("[,;\\s]+", -1))
                .filter(number -> !number.isEmpty())
                .toList();
        return new BehaviourWish(
                form.first("mode").orElse(null),
                whole(form, "delayMs").map(Long::valueOf).orElse(null),
                List.copyOf(numbers),
                whole(form, "errorCode").map(Integer::valueOf).orElse(null));
    }

    private static Optional<String> whole(Form form, String name) {
        return form.first(name).map(text -> {
            if (!text.matches("[0-9]{1,9}")) {
                throw new BadRequest("The " + name + " is a whole number.");
            }
            return text;
        });
    }

    private static Answer page(int status, String title, Html body) {
        Html page = Html.of("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{} · Twofold</title>
                <link rel="stylesheet" href="/page.css">
                <script src="/page.js" defer></script>
                <noscript><meta http-equiv="refresh" content="5"></noscript>
                </head>
                <body>
                <header>
                <div>
                <h1><a href="/">The outside world</a></h1>
                <p>Every phone and mailbox that Twofold has written to. Times in UTC.</p>
                </div>
                <form method="post" action="/forget"><button>Forget everything</button></form>
                </header>
                <main>
                {}
                </main>
                </body>
                </html>
                """, title, body);
        return Answer.html(status, page.markup(), HEADERS);
    }

    private static String resource(String name) {
        try (InputStream stream = WorldPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
