package io.twofold.gateway.provider.twilio;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Reports;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.OpenCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's receipts. Nothing is looked up before the signature is found good, so that rubbish costs one hash; a good one
 * that belongs to nothing here is counted and taken, or Twilio would report an error for it.
 */
@Path(TwilioWebhook.PATH)
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks", description = "Where providers send their receipts.")
public class TwilioWebhookResource {

    private static final Logger LOG = Logger.getLogger(TwilioWebhookResource.class);
    private static final String SIGNATURE = "X-Twilio-Signature";

    private final Optional<TwilioWebhook> webhook;
    private final Reports reports;
    private final MeterRegistry meters;

    TwilioWebhookResource(Twilio twilio, Reports reports, MeterRegistry meters) {
        this.webhook = twilio.webhook();
        this.reports = reports;
        this.meters = meters;
    }

    @POST
    @Path(TwilioWebhook.MESSAGES + "{deliveryId}")
    @OpenCall
    @Operation(operationId = "receiveTwilioMessageStatus", summary = "A receipt of Twilio's for a text message")
    @APIResponse(responseCode = "204", description = "Taken, whether or not it belongs to anything here")
    @APIResponse(responseCode = "403", description = "The signature isn't Twilio's: problem `forbidden`")
    @APIResponse(responseCode = "404", description = "There is no account at Twilio here: problem `not_found`")
    public Response message(
            @RestPath String deliveryId,
            @Parameter(hidden = true) @RestQuery("bodySHA256") @Nullable String bodyHash,
            @HeaderParam(SIGNATURE) @Nullable String signature,
            String body) {
        return receive(Channel.SMS, deliveryId, bodyHash, signature, body);
    }

    @POST
    @Path(TwilioWebhook.CALLS + "{deliveryId}")
    @OpenCall
    @Operation(operationId = "receiveTwilioCallStatus", summary = "A receipt of Twilio's for a call")
    @APIResponse(responseCode = "204", description = "Taken, whether or not it belongs to anything here")
    @APIResponse(responseCode = "403", description = "The signature isn't Twilio's: problem `forbidden`")
    @APIResponse(responseCode = "404", description = "There is no account at Twilio here: problem `not_found`")
    public Response call(
            @RestPath String deliveryId,
            @Parameter(hidden = true) @RestQuery("bodySHA256") @Nullable String bodyHash,
            @HeaderParam(SIGNATURE) @Nullable String signature,
            String body) {
        return receive(Channel.VOICE, deliveryId, bodyHash, signature, body);
    }

    private Response receive(
            Channel channel, String deliveryId, @Nullable String bodyHash, @Nullable String signature, String body) {
        if (webhook.isEmpty()) {
            return Problem.of(CommonProblem.NOT_FOUND).response();
        }
        Optional<TwilioForm> form = webhook.get().read(channel, deliveryId, bodyHash, body, signature);
        if (form.isEmpty()) {
            count("bad_signature");
            return Problem.of(CommonProblem.FORBIDDEN)
                    .detail("The signature isn't that of the provider.")
                    .response();
        }
        Optional<Report> report = switch (channel) {
            case SMS -> ofMessage(form.get());
            case VOICE -> ofCall(form.get());
        };
        String outcome = report.map(known -> apply(deliveryId, known)).orElse("ignored");
        count(outcome);
        LOG.debugf("delivery=%s receipt=%s", deliveryId, outcome);
        return Response.noContent().build();
    }

    private String apply(String deliveryId, Report report) {
        UUID id;
        try {
            id = UUID.fromString(deliveryId);
        } catch (IllegalArgumentException _) {
            return Reports.Effect.UNKNOWN.name().toLowerCase(Locale.ROOT);
        }
        return reports.apply(id, TwilioProvider.ID, report).name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Report> ofMessage(TwilioForm form) {
        Integer error = form.first("ErrorCode")
                .filter(code -> code.matches("[1-9][0-9]{3,5}"))
                .map(Integer::valueOf)
                .orElse(null);
        return form.first("MessageSid")
                .flatMap(sid ->
                        form.first("MessageStatus").flatMap(status -> TwilioStatuses.message(sid, status, error)));
    }

    private static Optional<Report> ofCall(TwilioForm form) {
        return form.first("CallSid")
                .flatMap(sid -> form.first("CallStatus").flatMap(status -> TwilioStatuses.call(sid, status)));
    }

    private void count(String outcome) {
        meters.counter("twofold.gateway.receipts", "provider", TwilioProvider.ID, "outcome", outcome)
                .increment();
    }
}
