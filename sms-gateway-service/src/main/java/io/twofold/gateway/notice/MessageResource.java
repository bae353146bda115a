package io.twofold.gateway.notice;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.gateway.delivery.AcceptDelivery;
import io.twofold.gateway.delivery.DeliveryRequest;
import io.twofold.gateway.limit.Reservation;
import io.twofold.gateway.message.MessageConfig;
import io.twofold.gateway.message.Segments;
import io.twofold.gateway.message.Templates;
import io.twofold.gateway.notice.MessageRequests.NewMessage;
import io.twofold.gateway.notice.MessageRequests.NewPreview;
import io.twofold.gateway.notice.PreviewMessage.Preview;
import io.twofold.gateway.price.CostView;
import io.twofold.kit.idempotency.Answer;
import io.twofold.kit.idempotency.Idempotency;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.problem.Violation;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.ServiceCall;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/messages}: messages of other services. */
@Path("/v1/messages")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages", description = "Messages by template, in the person's language.")
public class MessageResource {

    private static final String SCOPE = "messages";
    private static final int MOST_VIOLATIONS = 20;

    private final Templates templates;
    private final Idempotency idempotency;
    private final AcceptDelivery acceptDelivery;
    private final PreviewMessage previewMessage;
    private final MessageConfig config;
    private final Caller caller;
    private final Clock clock;

    MessageResource(
            Templates templates,
            Idempotency idempotency,
            AcceptDelivery acceptDelivery,
            PreviewMessage previewMessage,
            MessageConfig config,
            Caller caller,
            Clock clock) {
        this.templates = templates;
        this.idempotency = idempotency;
        this.acceptDelivery = acceptDelivery;
        this.previewMessage = previewMessage;
        this.config = config;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * A message that was taken on.
     *
     * @param deliveryId by which {@code GET /v1/deliveries/{id}} tells what became of it
     */
    @Schema(name = "AcceptedMessage")
    public record AcceptedMessage(String deliveryId) {}

    /**
     * What a message would be.
     *
     * @param previews by language
     */
    @Schema(name = "Previews")
    public record PreviewList(String template, List<PreviewView> previews) {}

    /**
     * What a message would be in one language.
     *
     * @param locale the language, a BCP 47 tag
     * @param text what is read or heard
     * @param encoding the alphabet it travels in; absent for calls
     * @param places taken in that alphabet: 160 of GSM-7 or 70 of UCS-2 in one segment, 153 or 67 in each of several; absent for calls
     * @param segments short messages it takes; absent for calls
     * @param cost by the price list, of whom would be asked first; absent where no country was named or the list doesn't say
     */
    @Schema(name = "Preview")
    public record PreviewView(
            String locale,
            String text,

            @Schema(enumeration = {"gsm_7", "ucs_2"}) @Nullable String encoding,

            @Nullable Integer places,
            @Nullable Integer segments,
            @Nullable CostView cost) {

        static PreviewView of(Preview preview) {
            Segments segments = preview.segments();
            return new PreviewView(
                    preview.locale(),
                    preview.text(),
                    segments == null ? null : segments.encoding().word(),
                    segments == null ? null : segments.places(),
                    segments == null ? null : segments.count(),
                    CostView.of(preview.cost()));
        }
    }

    @POST
    @ServiceCall(scope = SCOPE)
    @Operation(
            operationId = "sendMessage",
            summary = "Send a message by template",
            description =
                    "Values fill the template's gaps: visible characters on one line, no longer than the template allows,"
                            + " and no web addresses unless it allows them. What a limit of the gateway forbids is accepted and fails"
                            + " at once, as its delivery tells.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = NewMessage.class),
                            examples = @ExampleObject(name = "a security notice", value = """
                                    {"to":{"number":"+14089742042"},"template":"phone_number_added",
                                    "parameters":{"lastDigits":"42"},"locale":"es-MX","channel":"sms"}""")))
    @APIResponse(
            responseCode = "202",
            description = "It is on its way",
            content =
                    @Content(
                            schema = @Schema(implementation = AcceptedMessage.class),
                            examples =
                                    @ExampleObject(
                                            name = "on its way",
                                            value = "{\"deliveryId\":\"019c12d4-5a00-7c4b-9d2e-6f0a1b2c3d4e\"}")))
    @APIResponse(
            responseCode = "422",
            description =
                    "Something in the request can't be used: `validation_failed`, `idempotency_key_reused`,"
                            + " `unknown_template`, `invalid_phone_number`, `phone_number_not_allowed`, `country_not_supported`")
    public Response send(@HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull NewMessage message) {
        String client = caller.service().clientId();
        Optional<Problem> objection = objection(message.template(), client, message.values());
        if (objection.isPresent()) {
            return objection.get().response();
        }
        PhoneNumber number = Addressing.numberOf(message.to(), message.way());
        DeliveryRequest request = new DeliveryRequest(
                new DeliveryRequest.Notice(message.template()),
                message.accountId(),
                client,
                message.language(),
                number.country(),
                clock.instant().plus(config.lifetime()),
                number,
                templates.words(message.template(), message.way(), message.language(), message.values()));
        try (Reservation reservation = acceptDelivery.reserve(request)) {
            return idempotency.once(client, "POST /v1/messages", key, message, () -> {
                String id = acceptDelivery.accept(request, reservation).toString();
                return Answer.repeatable(
                        Response.status(Response.Status.ACCEPTED)
                                .entity(new AcceptedMessage(id))
                                .build(),
                        id);
            });
        }
    }

    @POST
    @Path("/preview")
    @ServiceCall(scope = SCOPE)
    @Operation(
            operationId = "previewMessage",
            summary = "See what a message would be, and cost, in each language",
            description = "Nothing is sent.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = NewPreview.class),
                            examples = @ExampleObject(name = "in one language", value = """
                                    {"template":"phone_number_added","parameters":{"lastDigits":"42"},"locale":"ja",
                                    "country":"JP"}""")))
    @APIResponse(
            responseCode = "200",
            description = "The message in the language asked for, or in all there are",
            content =
                    @Content(
                            schema = @Schema(implementation = PreviewList.class),
                            examples = @ExampleObject(name = "in one language", value = """
                                    {"template":"phone_number_added","previews":[{"locale":"ja",
                                    "text":"Twofold：末尾42の電話番号が追加されました。心当たりがなければ、すぐにメールをご確認ください。",
                                    "encoding":"ucs_2","places":52,"segments":1,"cost":{"amount":0.0754,"currency":"USD"}}]}""")))
    @APIResponse(
            responseCode = "422",
            description = "Something in the request can't be used: `validation_failed`, `unknown_template`")
    public Response preview(@Valid @NotNull NewPreview wish) {
        return objection(wish.template(), caller.service().clientId(), wish.values())
                .map(Problem::response)
                .orElseGet(() -> Response.ok(new PreviewList(
                                wish.template(),
                                previewMessage.preview(wish).stream()
                                        .map(PreviewView::of)
                                        .toList()))
                        .build());
    }

    /** Why that client can't have that template with those values. */
    private Optional<Problem> objection(String template, String client, Map<String, String> values) {
        if (!templates.has(template, client)) {
            return Optional.of(
                    Problem.of(MessageProblem.UNKNOWN_TEMPLATE).with("templates", templates.namesFor(client)));
        }
        List<Violation> violations = templates.check(template, values);
        return violations.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.invalid(
                        violations.stream().limit(MOST_VIOLATIONS).toList()));
    }
}
