package io.twofold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailingALetter {

    @RegisterExtension
    static final World WORLD = new World();

    private static final Vertx VERTX = Vertx.vertx();
    private static final MailClient MAILER =
            MailClient.create(VERTX, new MailConfig().setHostname("localhost").setPort(WORLD.smtpPort()));

    @AfterAll
    static void closeMailer() throws Exception {
        MAILER.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void putsItIntoTheMailbox() throws Exception {
        String address = anAddress();

        mail(address, "Your code", "Your code is\n\n012345\n\nGrüße");

        List<JsonNode> letters = WORLD.lettersTo(address);
        assertThat(letters).hasSize(1);
        JsonNode letter = letters.getFirst();
        assertThat(letter.path("id").asText()).isNotBlank();
        assertThat(letter.path("from").asText()).isEqualTo("Twofold <no-reply@twofold.example>");
        assertThat(letter.path("subject").asText()).isEqualTo("Your code");
        assertThat(letter.path("text").asText().lines()).containsExactly("Your code is", "", "012345", "", "Grüße");
        assertThat(letter.path("receivedAt").asText()).endsWith("Z");
    }

    @Test
    void keepsJapaneseAsWritten() throws Exception {
        String address = anAddress();

        mail(address, "Twofoldの確認コード", "確認コードは次のとおりです。\n012345\n");

        JsonNode letter = WORLD.lettersTo(address).getFirst();
        assertThat(letter.path("subject").asText()).isEqualTo("Twofoldの確認コード");
        assertThat(letter.path("text").asText()).contains("確認コードは次のとおりです。\n012345");
    }

    @Test
    void findsTheMailboxHoweverItIsWritten() throws Exception {
        String name = "ada-" + UUID.randomUUID();

        mail(name.toUpperCase(Locale.ROOT) + "@xn--bcher-kva.example", "first", "1");
        mail(name + "@XN--BCHER-KVA.example", "second", "2");

        assertThat(WORLD.lettersTo(name + "@b%C3%BCcher.example"))
                .extracting(letter -> letter.path("subject").asText())
                .containsExactly("first", "second");
    }

    @Test
    void listsMailboxes() throws Exception {
        String address = anAddress();
        mail(address, "1", "1");
        mail(address, "2", "2");

        List<JsonNode> mailboxes = World.elements(WORLD.get("/api/mailboxes").path("mailboxes"));

        assertThat(mailboxes).hasSize(1);
        assertThat(mailboxes.getFirst().path("address").asText()).isEqualTo(address);
        assertThat(mailboxes.getFirst().path("letters").asInt()).isEqualTo(2);
    }

    @Test
    void goesToEveryRecipient() throws Exception {
        String one = anAddress();
        String other = anAddress();

        send(new MailMessage()
                .setFrom("no-reply@twofold.example")
                .setTo(one)
                .setBcc(List.of(other))
                .setSubject("To two")
                .setText("Hello"));

        assertThat(WORLD.lettersTo(one)).hasSize(1);
        assertThat(WORLD.lettersTo(other)).hasSize(1);
    }

    @Test
    void takesThePlainFormOfTwo() throws Exception {
        String address = anAddress();

        send(new MailMessage()
                .setFrom("no-reply@twofold.example")
                .setTo(address)
                .setSubject("Two forms")
                .setText("plain")
                .setHtml("<p>rich</p>"));

        assertThat(WORLD.lettersTo(address).getFirst().path("text").asText().strip())
                .isEqualTo("plain");
    }

    @Test
    void takesALongOne() throws Exception {
        String address = anAddress();
        String line = "A line that is repeated very often, with ä and ß. ".repeat(3) + "\n";

        mail(address, "Long", line.repeat(500));

        assertThat(WORLD.lettersTo(address).getFirst().path("text").asText().lines())
                .hasSize(500);
    }

    @Test
    void failsForNowWhenTold() throws IOException {
        WORLD.behave("smtp", "{\"mode\":\"fail\"}");

        assertThat(repliesTo("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>"))
                .containsSequence("250", "451");
        assertThat(WORLD.count("smtp", "failed")).isEqualTo(1);
    }

    @Test
    void rejectsForeverWhenTold() throws IOException {
        String address = anAddress();
        WORLD.behave("smtp", "{\"mode\":\"reject\",\"numbers\":[\"" + address.toUpperCase(Locale.ROOT) + "\"]}");

        assertThat(repliesTo("MAIL FROM:<a@example.org>", "RCPT TO:<" + address + ">", "RCPT TO:<c@example.org>"))
                .containsSequence("250", "550", "250");
        assertThatThrownBy(() -> mail(address, "Hello", "Hello")).hasMessageContaining("550");
        assertThat(WORLD.count("smtp", "refused")).isEqualTo(2);
    }

    @Test
    void rejectsWithTheCodeItWasTold() throws IOException {
        WORLD.behave("smtp", "{\"mode\":\"reject\",\"errorCode\":552}");

        assertThat(repliesTo("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>"))
                .containsSequence("250", "552");
    }

    @Test
    void losesWhatItTookWhenTold() throws Exception {
        String lost = anAddress();
        String kept = anAddress();
        WORLD.behave("smtp", "{\"mode\":\"lose\",\"numbers\":[\"" + lost + "\"]}");

        mail(lost, "Lost", "Lost");
        mail(kept, "Kept", "Kept");

        assertThat(WORLD.lettersTo(lost)).isEmpty();
        assertThat(WORLD.lettersTo(kept)).hasSize(1);
        assertThat(WORLD.count("smtp", "accepted")).isEqualTo(2);
        assertThat(WORLD.count("smtp", "lost")).isEqualTo(1);
    }

    @Test
    void isKeptThoughTheAnswerIsSlow() throws Exception {
        WORLD.behave("smtp", "{\"mode\":\"slow\",\"delayMs\":150}");
        String address = anAddress();
        long before = System.nanoTime();

        mail(address, "Slow", "Slow");

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isGreaterThanOrEqualTo(150);
        assertThat(WORLD.lettersTo(address)).hasSize(1);
    }

    /** Or the mailer of this test misses the greeting now and then. */
    @Test
    void isGreetedAfterAMoment() throws IOException {
        long before = System.nanoTime();

        assertThat(repliesTo("QUIT")).startsWith("220");

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isGreaterThanOrEqualTo(100);
    }

    @Test
    void refusesOneThatIsTooLargeAndGoesOn() throws IOException {
        String address = anAddress();
        String[] large = {
            "MAIL FROM:<a@example.org>",
            "RCPT TO:<" + address + ">",
            "DATA",
            "Subject: large\r\n\r\n" + ("x".repeat(98) + "\r\n").repeat(11_000) + ".",
            "RSET",
            "NOOP"
        };

        assertThat(repliesTo(large)).containsExactly("220", "250", "250", "250", "354", "552", "250", "250");
        assertThat(WORLD.lettersTo(address)).isEmpty();
    }

    private static String anAddress() {
        return "person-" + UUID.randomUUID() + "@example.org";
    }

    private static void mail(String to, String subject, String text) throws Exception {
        send(new MailMessage()
                .setFrom("Twofold <no-reply@twofold.example>")
                .setTo(to)
                .setSubject(subject)
                .setText(text));
    }

    private static void send(MailMessage message) throws Exception {
        MAILER.sendMail(message).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** The code of the greeting and of the last line of every reply, EHLO's first. */
    private static List<String> repliesTo(String... commands) throws IOException {
        List<String> codes = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), WORLD.smtpPort());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(10_000);
            codes.add(reply(in));
            codes.add(say(socket, in, "EHLO localhost"));
            for (String command : commands) {
                codes.add(say(socket, in, command));
            }
            return codes;
        }
    }

    private static String say(Socket socket, BufferedReader in, String command) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return reply(in);
    }

    private static String reply(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line == null ? "closed" : line.substring(0, 3);
    }
}
