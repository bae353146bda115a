package io.twofold.gateway.routing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.ProviderHealth;
import io.twofold.gateway.provider.Providers;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.ServiceCall;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/providers}: who carries messages here. */
@Path("/v1/providers")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Providers", description = "Who carries the messages.")
public class ProviderResource {

    private static final String SCOPE = "gateway-admin";

    private static final String EXAMPLE = """
            {"id":"twilio","enabled":true,"channels":["sms","voice"],"health":"troubled","since":"2026-01-31T10:00:00Z",
            "circuits":[{"country":"FR","state":"open","until":"2026-01-31T10:00:30Z"},{"country":"US","state":"closed"}],
            "routes":[{"channel":"sms","priority":1,"weight":80},{"country":"FR","channel":"sms","priority":2,"weight":1}]}""";

    private final Providers providers;
    private final ProviderHealth health;
    private final Switches switches;
    private final Circuits circuits;
    private final Routes routes;
    private final Caller caller;

    ProviderResource(
            Providers providers,
            ProviderHealth health,
            Switches switches,
            Circuits circuits,
            Routes routes,
            Caller caller) {
        this.providers = providers;
        this.health = health;
        this.switches = switches;
        this.circuits = circuits;
        this.routes = routes;
        this.caller = caller;
    }

    /**
     * All providers.
     *
     * @param providers by id
     */
    public record ProviderList(List<ProviderView> providers) {}

    /**
     * One provider, as the answering replica sees it.
     *
     * @param enabled whether an operator lets it be asked
     * @param channels what it carries
     * @param health {@code working}, {@code troubled} or {@code untried}
     * @param since when that began
     * @param circuits of the countries that anything went to since the start
     * @param routes where it stands, by country and channel
     */
    public record ProviderView(
            String id,
            boolean enabled,
            List<String> channels,

            @Schema(enumeration = {"working", "troubled", "untried"})
            String health,

            Instant since,
            List<CircuitView> circuits,
            List<RouteView> routes) {}

    /**
     * Whether messages to a country go through.
     *
     * @param country ISO 3166-1 alpha-2; absent: the provider as a whole
     * @param until when the next message tries it; absent while it is closed
     */
    @Schema(name = "Circuit")
    public record CircuitView(
            @Nullable String country,

            @Schema(enumeration = {"closed", "open", "half_open"})
            String state,

            @Nullable Instant until) {}

    /**
     * A place on a route.
     *
     * @param country ISO 3166-1 alpha-2; absent: every country without a route of its own
     * @param priority from 1, which is asked first
     * @param weight its share among those of its priority
     */
    @Schema(name = "Route")
    public record RouteView(@Nullable String country, String channel, int priority, int weight) {}

    /**
     * {@code PATCH /v1/providers/{id}}.
     *
     * @param enabled whether it may be asked
     */
    public record ProviderChange(@NotNull Boolean enabled) {}

    @GET
    @ServiceCall(scope = SCOPE)
    @Operation(operationId = "listProviders", summary = "The providers and how they fare")
    @APIResponse(
            responseCode = "200",
            description = "All providers of this installation, as the answering replica sees them",
            content =
                    @Content(
                            schema = @Schema(implementation = ProviderList.class),
                            examples = @ExampleObject(name = "one", value = "{\"providers\":[" + EXAMPLE + "]}")))
    public ProviderList list() {
        return new ProviderList(providers.all().stream().map(this::view).toList());
    }

    @PATCH
    @Path("/{id}")
    @ServiceCall(scope = SCOPE)
    @Operation(
            operationId = "changeProvider",
            summary = "Switch a provider on or off",
            description =
                    "For all replicas, within seconds. What it is carrying just now it carries to the end; what nobody else"
                            + " carries waits until one who does is switched on, or until it is too late.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ProviderChange.class),
                            examples = @ExampleObject(name = "off", value = "{\"enabled\":false}")))
    @APIResponse(
            responseCode = "200",
            description = "The provider",
            content =
                    @Content(
                            schema = @Schema(implementation = ProviderView.class),
                            examples = @ExampleObject(name = "on", value = EXAMPLE)))
    public Response change(@PathParam("id") String id, @Valid @NotNull ProviderChange change) {
        return providers
                .find(id)
                .map(provider -> {
                    switches.turn(id, change.enabled(), caller.service().clientId());
                    return Response.ok(view(provider)).build();
                })
                .orElseGet(() -> Problem.of(CommonProblem.NOT_FOUND).response());
    }

    private ProviderView view(MessageProvider provider) {
        ProviderHealth.Health current = health.of(provider.id());
        return new ProviderView(
                provider.id(),
                switches.isOn(provider.id()),
                provider.channels().stream().map(Channel::word).sorted().toList(),
                current.condition().word(),
                current.since(),
                circuits.of(provider.id()).stream()
                        .map(circuit -> new CircuitView(circuit.country(), circuit.state(), circuit.until()))
                        .toList(),
                routes.placesOf(provider.id()).stream()
                        .map(place -> new RouteView(place.country(), place.channel(), place.priority(), place.weight()))
                        .toList());
    }
}
