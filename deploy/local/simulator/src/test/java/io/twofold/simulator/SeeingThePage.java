package io.twofold.simulator;

import static io.twofold.simulator.World.aNumber;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeeingThePage {

    @RegisterExtension
    static final World WORLD = new World();

    @Test
    void showsWhatPhonesReceived() {
        String number = aNumber();
        WORLD.text(number, "رمز التحقق هو 012345", Map.of());

        String page = page("/");

        assertThat(page).contains(number, "<p class=\"said\" dir=\"auto\">رمز التحقق هو 012345</p>", "1 segment UCS-2");
    }

    @Test
    void escapesWhateverComesFromOutside() {
        WORLD.text(aNumber(), "<script>alert(\"1\")</script> & more", Map.of());
        WORLD.behave("twilio", "{\"mode\":\"slow\",\"delayMs\":1,\"numbers\":[\"\\\"><b>\"]}");

        String page = page("/");

        assertThat(page)
                .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more")
                .contains("value=\"&quot;&gt;&lt;b&gt;\"")
                .doesNotContain("<script>", "\"><b>");
    }

    @Test
    void letsNothingInFromElsewhere() {
        HttpResponse<String> page = WORLD.request("GET", "/", "");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("http://", "https://");
    }

    @Test
    void bringsItsStyleAndScript() {
        assertThat(WORLD.request("GET", "/page.css", "").headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
        assertThat(WORLD.request("GET", "/page.js", "").headers().firstValue("Content-Type"))
                .contains("text/javascript; charset=utf-8");
    }

    @Test
    void showsTheNewestTwentyAndAllOnThePhonesOwnPage() {
        String number = aNumber();
        IntStream.rangeClosed(1, 22).forEach(i -> WORLD.text(number, "message " + i + ".", Map.of()));

        assertThat(page("/")).contains("2 earlier", "message 22.", "message 3.").doesNotContain("message 2.");
        assertThat(page("/phones/" + number))
                .contains("message 1.", "message 22.")
                .doesNotContain("earlier");
    }

    @Test
    void showsLettersTheNewestOpenAndItsLinksToFollow() throws MessagingException {
        mail("first", "The first letter.");
        mail("<i>second</i>", "Undo: http://localhost:8080/undo?a=1&b=2 <script>");

        String page = page("/mailboxes/ada%40example.org");

        assertThat(page)
                .containsPattern(
                        "<details id=\"[^\"]+\" open>\\s*<summary><bdi class=\"subject\">&lt;i&gt;second&lt;/i&gt;")
                .containsPattern("<details id=\"[^\"]+\">\\s*<summary><bdi class=\"subject\">first")
                .contains("<a href=\"http://localhost:8080/undo?a=1&amp;b=2\" rel=\"noreferrer\">"
                        + "http://localhost:8080/undo?a=1&amp;b=2</a> &lt;script&gt;");
    }

    @Test
    void switchesABehaviour() {
        HttpResponse<String> answer = WORLD.request(
                "POST", "/behaviour/twilio", "mode=fail&delayMs=&numbers=%2B14089742042%2C+%2B4930123&errorCode=20429");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/");
        assertThat(WORLD.get("/api/behaviour/twilio").toString())
                .isEqualTo("{\"mode\":\"fail\",\"delayMs\":0,\"numbers\":[\"+14089742042\",\"+4930123\"],"
                        + "\"errorCode\":20429}");
        assertThat(page("/")).contains("<option selected>fail</option>", "provider odd");
    }

    @Test
    void explainsABehaviourThatCantBe() {
        HttpResponse<String> answer = WORLD.request("POST", "/behaviour/twilio", "mode=slow&delayMs=soon");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("The delayMs is a whole number.");
        assertThat(WORLD.request("POST", "/behaviour/pigeons", "mode=ok").statusCode())
                .isEqualTo(404);
    }

    @Test
    void forgetsEverythingOnAClick() {
        String number = aNumber();
        WORLD.text(number, "012345", Map.of());

        assertThat(WORLD.request("POST", "/forget", "").statusCode()).isEqualTo(303);

        assertThat(page("/")).contains("No phone has received anything yet.").doesNotContain(number);
    }

    private static void mail(String subject, String text) throws MessagingException {
        Properties server = new Properties();
        server.setProperty("mail.smtp.host", "localhost");
        server.setProperty("mail.smtp.port", Integer.toString(WORLD.smtpPort()));
        MimeMessage letter = new MimeMessage(Session.getInstance(server));
        letter.setFrom("no-reply@twofold.example");
        letter.setRecipients(Message.RecipientType.TO, "ada@example.org");
        letter.setSubject(subject);
        letter.setText(text);
        Transport.send(letter);
    }

    private static String page(String path) {
        HttpResponse<String> page = WORLD.request("GET", path, "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        return page.body();
    }
}
