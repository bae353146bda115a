package io.twofold.gateway.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.gateway.price.CostView;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.ServiceCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/deliveries}: what became of a message, for the service that asked for it. */
@Path("/v1/deliveries")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries", description = "What became of a message.")
public class DeliveryResource {

    private static final String EXAMPLE = """
            {"deliveryId":"019c12d4-5a00-7c4b-9d2e-6f0a1b2c3d4e","challengeId":"019c12d4-59f0-7a01-8c11-0a1b2c3d4e5f",
            "send":1,"channel":"sms","country":"US","state":"delivered","createdAt":"2026-01-31T10:00:00Z",
            "expiresAt":"2026-01-31T10:10:00Z","attempts":[{"number":1,"provider":"twilio","outcome":"taken",
            "startedAt":"2026-01-31T10:00:00.020Z","endedAt":"2026-01-31T10:00:00.180Z","segments":1,
            "cost":{"amount":0.0079,"currency":"USD"}}]}""";

    private final Deliveries deliveries;
    private final Attempts attempts;
    private final Caller caller;

    DeliveryResource(Deliveries deliveries, Attempts attempts, Caller caller) {
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.caller = caller;
    }

    /**
     * Deliveries.
     *
     * @param deliveries by send
     */
    @Schema(name = "Deliveries")
    public record DeliveryList(List<DeliveryView> deliveries) {}

    /**
     * A delivery.
     *
     * @param challengeId absent where the message carries no code
     * @param send which send of the challenge, from 1
     * @param template the message that {@code POST /v1/messages} asked for; absent where it carries a code
     * @param reason why it ended without arriving, or why nobody knows; absent where nothing went wrong
     * @param expiresAt nobody is asked to take it after that
     * @param attempts each time a provider was asked, in order
     */
    @Schema(name = "Delivery")
    public record DeliveryView(
            String deliveryId,
            @Nullable String challengeId,
            @Nullable Integer send,
            @Nullable String template,

            @Schema(enumeration = {"sms", "voice"}) String channel,

            String country,

            @Schema(
                    enumeration = {
                        "queued",
                        "sending",
                        "sent",
                        "delivered",
                        "undelivered",
                        "failed",
                        "unknown",
                        "expired"
                    })
            String state,

            @Nullable String reason,
            Instant createdAt,
            Instant expiresAt,
            List<AttemptView> attempts) {}

    /**
     * One time a provider was asked.
     *
     * @param number from 1
     * @param outcome {@code asked} while nobody knows
     * @param segments short messages the text took; absent for calls
     * @param cost by the price list; absent where that doesn't say, and where nothing was taken
     */
    @Schema(name = "Attempt")
    public record AttemptView(
            int number,
            String provider,

            @Schema(enumeration = {"asked", "taken", "refused", "unclear"})
            String outcome,

            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable Integer segments,
            @Nullable CostView cost) {}

    @GET
    @Path("/{id}")
    @ServiceCall(scope = "messages")
    @Operation(operationId = "getDelivery", summary = "A delivery the caller asked for")
    @APIResponse(
            responseCode = "200",
            description = "Its state and every attempt",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryView.class),
                            examples = @ExampleObject(name = "delivered", value = EXAMPLE)))
    public Response get(@RestPath String id) {
        Optional<Delivery> delivery = readId(id)
                .flatMap(known -> deliveries.ofClient(known, caller.service().clientId()));
        return delivery.map(
                        found -> Response.ok(view(List.of(found)).getFirst()).build())
                .orElseGet(() -> Problem.of(CommonProblem.NOT_FOUND).response());
    }

    @GET
    @ServiceCall(scope = "messages")
    @Operation(operationId = "listDeliveries", summary = "The deliveries of a challenge the caller asked for")
    @APIResponse(
            responseCode = "200",
            description = "One for each send; none for a challenge that isn't the caller's",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryList.class),
                            examples = @ExampleObject(name = "one send", value = "{\"deliveries\":[" + EXAMPLE + "]}")))
    public Response list(
            @Parameter(description = "The challenge", required = true) @RestQuery @Nullable String challengeId) {
        if (challengeId == null || challengeId.isBlank()) {
            return Problem.invalid("challengeId", "must be given").response();
        }
        List<Delivery> sends = readId(challengeId)
                .map(known ->
                        deliveries.sendsOf(known.toString(), caller.service().clientId()))
                .orElse(List.of());
        return Response.ok(new DeliveryList(view(sends))).build();
    }

    private List<DeliveryView> view(List<Delivery> found) {
        Map<UUID, List<AttemptView>> byDelivery = attempts
                .of(found.stream().map(Delivery::id).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        Attempt::deliveryId, Collectors.mapping(DeliveryResource::view, Collectors.toList())));
        return found.stream()
                .map(delivery -> view(delivery, byDelivery.getOrDefault(delivery.id(), List.of())))
                .toList();
    }

    private static DeliveryView view(Delivery delivery, List<AttemptView> attempts) {
        return new DeliveryView(
                delivery.id().toString(),
                delivery.challengeId(),
                delivery.send(),
                delivery.template(),
                delivery.channel().word(),
                delivery.country(),
                delivery.state().word(),
                delivery.reason(),
                delivery.createdAt(),
                delivery.expiresAt(),
                attempts);
    }

    private static AttemptView view(Attempt attempt) {
        return new AttemptView(
                attempt.number(),
                attempt.provider(),
                attempt.outcome().word(),
                attempt.startedAt(),
                attempt.endedAt(),
                attempt.reason(),
                attempt.segments(),
                CostView.of(attempt.cost()));
    }

    private static Optional<UUID> readId(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
