package io.twofold.gateway.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.gateway.lookup.LookUpNumber.Findings;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.ServiceCall;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/lookups}: what is known about a number. */
@Path("/v1/lookups")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Look-ups", description = "What is known about a number.")
public class LookupResource {

    private final LookUpNumber lookUpNumber;

    LookupResource(LookUpNumber lookUpNumber) {
        this.lookUpNumber = lookUpNumber;
    }

    /**
     * A number as a person typed it.
     *
     * @param country ISO 3166-1 alpha-2; absent for a number in international form
     */
    @Schema(name = "TypedNumber")
    record TypedNumber(@Nullable String country, String number) {

        /** Without the number. */
        @Override
        public String toString() {
            return "TypedNumber[country=" + country + "]";
        }
    }

    /**
     * {@code POST /v1/lookups}.
     *
     * @param number a text, with the country beside it or in international form; or an object of both
     * @param opensAnAccount whether an account that trusts the number is about to be opened by it: such a look-up may use
     *     the reserved part of the sources' budgets; absent: no
     */
    @Schema(name = "Lookup")
    record LookupRequest(
            @Nullable String country,

            @NotNull @Schema(oneOf = {String.class, TypedNumber.class})
            JsonNode number,

            @Nullable Boolean opensAnAccount) {

        Optional<PhoneNumber> parsed() {
            JsonNode typed = number.isObject() ? number.path("number") : number;
            JsonNode where = number.path("country");
            if (!typed.isTextual() || !(where.isTextual() || where.isMissingNode() || where.isNull())) {
                return Optional.empty();
            }
            return PhoneNumber.parse(where.isTextual() ? where.asText() : country, typed.asText());
        }

        /** Without the number. */
        @Override
        public String toString() {
            return "LookupRequest[country=" + country + ", opensAnAccount=" + opensAnAccount + "]";
        }
    }

    /**
     * What is known.
     *
     * @param country ISO 3166-1 alpha-2, or {@code 001} for a number of no country
     * @param type {@code unknown} where nobody knows
     * @param carrier absent where unknown
     * @param simSwappedAt when its SIM was swapped, or the latest moment at which it can have been; absent where unknown,
     *     which doesn't mean never
     * @param source who said so, joined by a plus sign; {@code libphonenumber} where nobody else did
     * @param unanswered who is configured for the number's country and didn't say, or not all; absent where everybody did
     */
    @Schema(name = "LookupAnswer")
    record LookupView(
            String country,

            @Schema(
                    enumeration = {
                        "mobile",
                        "landline",
                        "landline_or_mobile",
                        "voip",
                        "premium",
                        "toll_free",
                        "shared_cost",
                        "personal",
                        "switchboard",
                        "pager",
                        "voicemail",
                        "unknown"
                    })
            String type,

            @Nullable String carrier,
            @Nullable Instant simSwappedAt,
            String source,
            @Nullable List<String> unanswered) {}

    @POST
    @ServiceCall(scope = "lookups")
    @Operation(
            operationId = "lookUpNumber",
            summary = "What is known about a number",
            description =
                    "Asks the sources that are configured for its country. One that fails, is too slow or over its"
                            + " budget is left out and named in `unanswered`: what then nobody knows is missing from the answer.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = LookupRequest.class),
                            examples = {
                                @ExampleObject(name = "international", value = "{\"number\":\"+14089742042\"}"),
                                @ExampleObject(
                                        name = "before a sign-in",
                                        value = "{\"number\":\"+14089742042\",\"opensAnAccount\":true}"),
                                @ExampleObject(
                                        name = "national",
                                        value = "{\"number\":{\"country\":\"US\",\"number\":\"(408) 974-2042\"}}")
                            }))
    @APIResponse(
            responseCode = "200",
            description = "All that is known",
            content =
                    @Content(
                            schema = @Schema(implementation = LookupView.class),
                            examples = {
                                @ExampleObject(name = "swapped", value = """
                                    {"country":"US","type":"mobile","carrier":"Example Mobile",
                                    "simSwappedAt":"2026-01-31T10:00:00Z","source":"twilio"}"""),
                                @ExampleObject(name = "nobody answered", value = """
                                    {"country":"US","type":"landline_or_mobile","source":"libphonenumber",
                                    "unanswered":["twilio"]}""")
                            }))
    @APIResponse(responseCode = "422", description = "It isn't a number: `invalid_phone_number`, `validation_failed`")
    public Response lookUp(@Valid @NotNull LookupRequest request) {
        Optional<PhoneNumber> number = request.parsed();
        if (number.isEmpty()) {
            return Problem.of(LookupProblem.INVALID_PHONE_NUMBER).response();
        }
        Findings findings = lookUpNumber.about(number.get(), Boolean.TRUE.equals(request.opensAnAccount()));
        return Response.ok(new LookupView(
                        number.get().country(),
                        findings.facts().type().word(),
                        findings.facts().carrier(),
                        findings.facts().simSwappedAt(),
                        findings.source(),
                        findings.unanswered().isEmpty() ? null : findings.unanswered()))
                .build();
    }
}
