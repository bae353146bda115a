package io.twofold.gateway.provider;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.gateway.message.Channel;
import io.twofold.kit.token.ServiceCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/providers}: who carries messages here. */
@Path("/v1/providers")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Providers", description = "Who carries the messages.")
public class ProviderResource {

    private final Providers providers;
    private final ProviderHealth health;

    ProviderResource(Providers providers, ProviderHealth health) {
        this.providers = providers;
        this.health = health;
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
     * @param channels what it carries
     * @param health {@code working}, {@code troubled} or {@code untried}
     * @param since when that began
     */
    public record ProviderView(String id, boolean enabled, List<String> channels, String health, Instant since) {}

    @GET
    @ServiceCall(scope = "gateway-admin")
    @Operation(operationId = "listProviders", summary = "The providers and how they fare")
    @APIResponse(
            responseCode = "200",
            description = "All providers of this installation, as the answering replica sees them",
            content = @Content(examples = @ExampleObject(name = "one", value = """
                                                    {"providers":[{"id":"twilio","enabled":true,"channels":["sms","voice"],
                                                    "health":"working","since":"2026-01-31T10:00:00Z"}]}""")))
    public ProviderList list() {
        return new ProviderList(providers.all().stream().map(this::view).toList());
    }

    private ProviderView view(MessageProvider provider) {
        ProviderHealth.Health current = health.of(provider.id());
        List<String> channels =
                provider.channels().stream().map(Channel::word).sorted().toList();
        return new ProviderView(
                provider.id(), true, channels, current.condition().word(), current.since());
    }
}
