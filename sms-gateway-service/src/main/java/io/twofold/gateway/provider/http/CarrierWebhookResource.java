package io.twofold.gateway.provider.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.gateway.provider.Reports;
import io.twofold.gateway.provider.Reports.Effect;
import io.twofold.gateway.provider.http.CarrierReceipts.Receipt;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.kit.token.OpenCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Receipts of carriers that configuration describes. Nothing is looked up and nothing of the body is read before its
 * signature is found good, so that rubbish costs one hash and no line in the log.
 */
@Path(CarrierWebhookResource.PATH)
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks", description = "Where providers send their receipts.")
public class CarrierWebhookResource {

    static final String PATH = "/v1/webhooks/{provider}/receipts";

    private static final String UNKNOWN = "unknown";

    /** A receipt may be faster than our own note that the message was taken, which takes a transaction. */
    private static final List<Duration> PATIENCE = List.of(Duration.ofMillis(200), Duration.ofSeconds(1));

    private static final int WAITING_AT_MOST = 500;

    /** Receipts of one body that are applied at a time. */
    private static final int SIDE_BY_SIDE = 16;

    private final HttpCarriers carriers;
    private final Reports reports;
    private final MeterRegistry meters;
    private final Semaphore waiting = new Semaphore(WAITING_AT_MOST);

    CarrierWebhookResource(HttpCarriers carriers, Reports reports, MeterRegistry meters) {
        this.carriers = carriers;
        this.reports = reports;
        this.meters = meters;
    }

    @POST
    @OpenCall
    @Operation(
            operationId = "receiveCarrierReceipts",
            summary = "Receipts of a carrier that configuration describes",
            description =
                    "Their form is the carrier's. The signature is HMAC-SHA-256 over the body, in the header that is"
                            + " configured.")
    @RequestBody(content = @Content(mediaType = MediaType.WILDCARD, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "204", description = "Taken, whether or not they belong to anything here")
    @APIResponse(responseCode = "403", description = "The signature isn't the carrier's: problem `forbidden`")
    @APIResponse(
            responseCode = "404",
            description = "There is no such carrier, or none that sends receipts: problem `not_found`")
    public Response receive(@RestPath String provider, @Context HttpHeaders headers, byte @Nullable [] body) {
        byte[] content = body == null ? new byte[0] : body;
        Optional<CarrierReceipts> receipts = carriers.receiptsOf(provider);
        if (receipts.isEmpty()) {
            return Problem.of(CommonProblem.NOT_FOUND).response();
        }
        ReceiptSignature signature = receipts.get().signature();
        if (!signature.matches(headers.getHeaderString(signature.header()), content)) {
            count(provider, "bad_signature");
            return Problem.of(CommonProblem.FORBIDDEN)
                    .detail("The signature isn't that of the provider.")
                    .response();
        }
        List<Receipt> read = receipts.get().read(content);
        if (read.isEmpty()) {
            count(provider, "ignored");
        }
        List<Receipt> unknown = apply(provider, read);
        if (!unknown.isEmpty() && waiting.tryAcquire()) {
            try {
                unknown = applyLater(provider, unknown);
            } finally {
                waiting.release();
            }
        }
        unknown.forEach(_ -> count(provider, UNKNOWN));
        return Response.noContent().build();
    }

    /** Returns those that belong to nothing that is known, or not yet. */
    private List<Receipt> apply(String provider, List<Receipt> receipts) {
        if (receipts.size() == 1) {
            return apply(provider, receipts.getFirst()) == Effect.UNKNOWN ? receipts : List.of();
        }
        List<Receipt> unknown = new ArrayList<>();
        for (int from = 0; from < receipts.size(); from += SIDE_BY_SIDE) {
            List<Receipt> some = receipts.subList(from, Math.min(from + SIDE_BY_SIDE, receipts.size()));
            unknown.addAll(applySideBySide(provider, some));
        }
        return unknown;
    }

    /** So that they are written together. */
    private List<Receipt> applySideBySide(String provider, List<Receipt> receipts) {
        List<Receipt> unknown = new ArrayList<>();
        try (ExecutorService threads =
                io.opentelemetry.context.Context.taskWrapping(Executors.newVirtualThreadPerTaskExecutor())) {
            List<Future<Effect>> effects = receipts.stream()
                    .map(receipt -> threads.submit(() -> apply(provider, receipt)))
                    .toList();
            for (int place = 0; place < effects.size(); place++) {
                if (effects.get(place).get() == Effect.UNKNOWN) {
                    unknown.add(receipts.get(place));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
        return unknown;
    }

    private Effect apply(String provider, Receipt receipt) {
        Effect effect = receipt.deliveryId() == null
                ? reports.apply(provider, receipt.report())
                : reports.apply(receipt.deliveryId(), provider, receipt.report());
        if (effect != Effect.UNKNOWN) {
            count(provider, effect.name().toLowerCase(Locale.ROOT));
        }
        return effect;
    }

    private List<Receipt> applyLater(String provider, List<Receipt> receipts) {
        List<Receipt> unknown = receipts;
        for (Duration wait : PATIENCE) {
            try {
                Thread.sleep(wait);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return unknown;
            }
            unknown = apply(provider, unknown);
            if (unknown.isEmpty()) {
                return unknown;
            }
        }
        return unknown;
    }

    private void count(String provider, String outcome) {
        meters.counter("twofold.gateway.receipts", "provider", provider, "outcome", outcome)
                .increment();
    }
}
