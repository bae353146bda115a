package io.twofold.simulator;

import static io.twofold.simulator.World.aNumber;
import static io.twofold.simulator.World.elements;
import static io.twofold.simulator.World.json;
import static io.twofold.simulator.World.textForm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingAText {

    @RegisterExtension
    static final World WORLD = new World();

    @Test
    void isAnsweredAsTwilioDoes() {
        String number = aNumber();

        JsonNode resource = WORLD.text(number, "Your code is 012345", Map.of("ValidityPeriod", "600"));

        assertThat(resource.path("sid").asText()).matches("SM[0-9a-f]{32}");
        assertThat(resource.path("account_sid").asText()).isEqualTo(World.CREDENTIALS.accountSid());
        assertThat(resource.path("status").asText()).isEqualTo("queued");
        assertThat(resource.path("to").asText()).isEqualTo(number);
        assertThat(resource.path("num_segments").asText()).isEqualTo("1");
        assertThat(resource.path("direction").asText()).isEqualTo("outbound-api");
        assertThat(resource.path("date_created").asText())
                .matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} \\+0000");
        assertThat(resource.has("price")).isTrue();
        assertThat(resource.path("price").isNull()).isTrue();
        assertThat(resource.path("date_sent").isNull()).isTrue();
        assertThat(resource.path("uri").asText())
                .isEqualTo("/2010-04-01/Accounts/" + World.CREDENTIALS.accountSid() + "/Messages/"
                        + resource.path("sid").asText() + ".json");
    }

    @Test
    void reachesThePhoneBeforeItIsAnswered() {
        String number = aNumber();

        String sid = WORLD.text(number, "Ihr Code für Twofold: 012345", Map.of())
                .path("sid")
                .asText();

        List<JsonNode> messages = WORLD.messagesOf(number);
        assertThat(messages).hasSize(1);
        JsonNode message = messages.getFirst();
        assertThat(message.path("id").asText()).isEqualTo(sid);
        assertThat(message.path("channel").asText()).isEqualTo("sms");
        assertThat(message.path("provider").asText()).isEqualTo("twilio");
        assertThat(message.path("from").asText()).isEqualTo("+14085550100");
        assertThat(message.path("text").asText()).isEqualTo("Ihr Code für Twofold: 012345");
        assertThat(message.path("receivedAt").asText()).matches("\\d{4}-\\d{2}-\\d{2}T.*Z");
        assertThat(message.path("segments").asInt()).isEqualTo(1);
        assertThat(message.path("encoding").asText()).isEqualTo("GSM-7");
        assertThat(message.has("language")).isFalse();
    }

    @Test
    void isReportedQueuedThenSentThenDelivered() throws IOException {
        String number = aNumber();
        try (Listener listener = new Listener()) {
            String url = listener.url("/webhooks/twilio?delivery=4711&x=%C3%BC");

            String sid = WORLD.text(number, "012345 ist Ihr Code", Map.of("StatusCallback", url))
                    .path("sid")
                    .asText();

            List<Listener.Heard> heard = listener.hears(3);
            assertThat(heard)
                    .extracting(receipt -> receipt.value("MessageStatus"))
                    .containsExactly("queued", "sent", "delivered");
            assertThat(heard).allSatisfy(receipt -> {
                assertThat(receipt.method()).isEqualTo("POST");
                assertThat(receipt.path()).isEqualTo("/webhooks/twilio?delivery=4711&x=%C3%BC");
                assertThat(receipt.value("MessageSid")).isEqualTo(sid);
                assertThat(receipt.value("SmsSid")).isEqualTo(sid);
                assertThat(receipt.value("AccountSid")).isEqualTo(World.CREDENTIALS.accountSid());
                assertThat(receipt.value("To")).isEqualTo(number);
                assertThat(receipt.value("ApiVersion")).isEqualTo("2010-04-01");
                assertThat(receipt.signature()).isEqualTo(Hmac.ofCallback(url, receipt.form()));
            });
            assertThat(heard.getLast().value("RawDlrDoneDate")).matches("\\d{10}");
        }
    }

    @Test
    void keepsTryingToReportIt() throws IOException {
        try (Listener listener = new Listener().answering(503, 500)) {
            WORLD.text(aNumber(), "012345", Map.of("StatusCallback", listener.url("/")));

            assertThat(listener.hears(5))
                    .extracting(receipt -> receipt.value("MessageStatus"))
                    .containsExactly("queued", "queued", "queued", "sent", "delivered");
            await().until(() -> WORLD.count("twilio", "receipts") == 3);
        }
    }

    @Test
    void takesARefusedReportForAnAnswer() throws IOException {
        try (Listener listener = new Listener().answering(403)) {
            WORLD.text(aNumber(), "012345", Map.of("StatusCallback", listener.url("/")));

            assertThat(listener.hears(3))
                    .extracting(receipt -> receipt.value("MessageStatus"))
                    .containsExactly("queued", "sent", "delivered");
            await().until(() -> WORLD.count("twilio", "receipts") == 2);
            assertThat(WORLD.count("twilio", "receiptsFailed")).isEqualTo(1);
        }
    }

    @Test
    void reportsByGetWhereAskedTo() throws IOException {
        try (Listener listener = new Listener()) {
            WORLD.text(
                    aNumber(),
                    "012345",
                    Map.of("StatusCallback", listener.url("/r?a=1"), "StatusCallbackMethod", "GET"));

            Listener.Heard receipt = listener.hears(3).getFirst();
            assertThat(receipt.method()).isEqualTo("GET");
            assertThat(receipt.path()).startsWith("/r?a=1&AccountSid=").contains("&MessageStatus=queued");
            assertThat(receipt.signature()).isEqualTo(Hmac.ofCallback(listener.url(receipt.path()), Map.of()));
        }
    }

    @Test
    void canBeReadAgain() {
        String sid = WORLD.text(aNumber(), "012345", Map.of()).path("sid").asText();

        await().untilAsserted(() -> {
            JsonNode resource = json(WORLD.getFromTwilio("Messages/" + sid + ".json"));
            assertThat(resource.path("status").asText()).isEqualTo("delivered");
            assertThat(resource.path("date_sent").asText()).endsWith("+0000");
        });
        assertThat(WORLD.getFromTwilio("Messages/SM00.json").statusCode()).isEqualTo(404);
    }

    @Test
    void isListedByNumberAndTimeNewestFirst() {
        String number = aNumber();
        String first = WORLD.text(number, "first", Map.of()).path("sid").asText();
        String second = WORLD.text(number, "second", Map.of()).path("sid").asText();
        WORLD.text(aNumber(), "to somebody else", Map.of());
        String to = "To=" + number.replace("+", "%2B");

        assertThat(listed(to)).containsExactly(second, first);
        assertThat(listed(to + "&DateSent%3E=2020-01-01")).containsExactly(second, first);
        assertThat(listed(to + "&DateSent%3E=2020-01-01T10:00:00Z&DateSent%3C=2100-01-01"))
                .containsExactly(second, first);
        assertThat(listed(to + "&DateSent%3E=2100-01-01")).isEmpty();
        assertThat(listed(to + "&DateSent=2020-01-01")).isEmpty();
        assertThat(listed(to + "&From=%2B14085550199")).isEmpty();
        assertThat(listed("")).hasSize(3);
    }

    @Test
    void isListedInPages() {
        String number = aNumber();
        String first = WORLD.text(number, "first", Map.of()).path("sid").asText();
        WORLD.text(number, "second", Map.of());

        JsonNode page = json(WORLD.getFromTwilio("Messages.json?PageSize=1&To=" + number.replace("+", "%2B")));

        assertThat(elements(page.path("messages"))).hasSize(1);
        assertThat(page.path("page_size").asInt()).isEqualTo(1);
        assertThat(page.path("previous_page_uri").isNull()).isTrue();
        String next = page.path("next_page_uri").asText();
        JsonNode last = json(WORLD.getFromTwilio(next.substring(next.indexOf("Messages.json"))));
        assertThat(elements(last.path("messages")))
                .extracting(message -> message.path("sid").asText())
                .containsExactly(first);
        assertThat(last.path("next_page_uri").isNull()).isTrue();
    }

    @Test
    void throughAMessagingServiceNeedsNoSender() {
        Map<String, String> form = new HashMap<>(textForm(aNumber(), "012345", Map.of("MessagingServiceSid", "MG1")));
        form.remove("From");

        JsonNode resource = json(WORLD.postToTwilio("Messages.json", form));

        assertThat(resource.path("messaging_service_sid").asText()).isEqualTo("MG1");
        assertThat(resource.path("num_segments").asText()).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "To, '', 21604",
        "To, 4089742042, 21211",
        "To, +1 408, 21211",
        "From, '', 21603",
        "From, !?, 21212",
        "Body, '', 21602",
        "ValidityPeriod, 0, 21624",
        "ValidityPeriod, 36001, 21624",
        "ValidityPeriod, soon, 21624",
        "StatusCallback, http://example.org/receipts, 21609",
        "StatusCallback, nonsense, 21609",
        "StatusCallbackMethod, PUT, 20001",
    })
    void isRefusedWithTwiliosErrors(String parameter, String value, int code) {
        String number = aNumber();
        HttpResponse<String> response =
                WORLD.postToTwilio("Messages.json", textForm(number, "012345", Map.of(parameter, value)));

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode error = json(response);
        assertThat(error.path("code").asInt()).isEqualTo(code);
        assertThat(error.path("status").asInt()).isEqualTo(400);
        assertThat(error.path("message").asText()).isNotBlank();
        assertThat(error.path("more_info").asText()).isEqualTo("https://www.twilio.com/docs/errors/" + code);
        assertThat(WORLD.messagesOf(number)).isEmpty();
        assertThat(WORLD.count("twilio", "refused")).isEqualTo(1);
    }

    @Test
    void isRefusedWhereTooLong() {
        HttpResponse<String> response =
                WORLD.postToTwilio("Messages.json", textForm(aNumber(), "x".repeat(1601), Map.of()));

        assertThat(json(response).path("code").asInt()).isEqualTo(21617);
    }

    @Test
    void isRefusedToStrangers() {
        String list = "/2010-04-01/Accounts/" + World.CREDENTIALS.accountSid() + "/Messages.json";
        String form = "To=%2B14089742042&From=%2B14085550100&Body=012345";

        HttpResponse<String> nobody = WORLD.request("POST", list, form);
        HttpResponse<String> wrong = WORLD.send(WORLD.to(list)
                .header("Authorization", World.basic(World.CREDENTIALS.accountSid(), "guessed"))
                .POST(BodyPublishers.ofString(form))
                .build());
        HttpResponse<String> reading = WORLD.request("GET", list, "");

        assertThat(List.of(nobody, wrong, reading)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(json(response).path("code").asInt()).isEqualTo(20003);
        });
        assertThat(WORLD.messagesOf("+14089742042")).isEmpty();
    }

    @Test
    void isNotFoundUnderAnotherAccount() {
        HttpResponse<String> response = WORLD.send(WORLD.to("/2010-04-01/Accounts/ACother/Messages.json")
                .header("Authorization", World.basic(World.CREDENTIALS.accountSid(), World.CREDENTIALS.authToken()))
                .POST(BodyPublishers.ofString("To=%2B14089742042&From=%2B14085550100&Body=012345"))
                .build());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("code").asInt()).isEqualTo(20404);
    }

    @Test
    void malformedIsAnErrorInTwiliosWords() {
        HttpResponse<String> form = WORLD.send(WORLD.toTwilio("Messages.json")
                .POST(BodyPublishers.ofString("To=%zz"))
                .build());
        HttpResponse<String> filter = WORLD.getFromTwilio("Messages.json?DateSent=yesterday");

        assertThat(List.of(form, filter)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(json(response).path("code").asInt()).isEqualTo(20001);
        });
    }

    private static List<String> listed(String query) {
        return elements(json(WORLD.getFromTwilio("Messages.json?" + query)).path("messages")).stream()
                .map(message -> message.path("sid").asText())
                .toList();
    }
}
