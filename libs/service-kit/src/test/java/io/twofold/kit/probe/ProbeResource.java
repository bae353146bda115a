package io.twofold.kit.probe;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.kit.http.ClientAddress;
import io.twofold.kit.idempotency.Answer;
import io.twofold.kit.idempotency.Idempotency;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.FreshAuthentication;
import io.twofold.kit.token.OpenCall;
import io.twofold.kit.token.ServiceCall;
import io.twofold.kit.token.UserCall;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One endpoint of each kind. */
@Path("/probe")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {

    static final AtomicInteger EFFECTS = new AtomicInteger();

    private final Caller caller;
    private final FreshAuthentication fresh;
    private final ClientAddress address;
    private final Idempotency idempotency;

    ProbeResource(Caller caller, FreshAuthentication fresh, ClientAddress address, Idempotency idempotency) {
        this.caller = caller;
        this.fresh = fresh;
        this.address = address;
        this.idempotency = idempotency;
    }

    public record Body(
            @NotNull @Pattern(regexp = "[0-9]{6}") String code,
            @Nullable Integer count) {}

    public record Code(@NotNull String code) {}

    @POST
    @Path("code")
    @OpenCall
    public Map<String, Object> code(@Valid @NotNull Code body) {
        return Map.of("length", body.code().length());
    }

    @GET
    @Path("open")
    @OpenCall
    public Map<String, Object> open(@Context HttpServerRequest request) {
        return Map.of("address", address.of(request));
    }

    @POST
    @Path("text")
    @OpenCall
    public Map<String, Object> text(String body) {
        return Map.of("length", body.length());
    }

    @GET
    @Path("page")
    @OpenCall
    public Map<String, Object> page(
            @QueryParam("after") @Nullable UUID after, @QueryParam("limit") @DefaultValue("10") @Max(100) int limit) {
        return Map.of("limit", limit, "first", after == null);
    }

    @POST
    @Path("service")
    @ServiceCall(scope = "probe")
    public Map<String, Object> service(@Valid @NotNull Body body) {
        return Map.of("client", caller.service().clientId());
    }

    @POST
    @Path("user")
    @UserCall
    public Map<String, Object> user(@Valid @NotNull Body body) {
        fresh.require(caller.user(), true);
        return Map.of("account", caller.user().accountId());
    }

    @GET
    @Path("forgotten")
    public String forgotten() {
        return "a method that doesn't say who may call it";
    }

    @GET
    @Path("trouble/{kind}")
    @OpenCall
    public String trouble(@jakarta.ws.rs.PathParam("kind") String kind) throws Exception {
        if (kind.equals("database")) {
            throw new IllegalStateException(new SQLTransientConnectionException("secret host name"));
        }
        throw new IllegalStateException("secret detail");
    }

    @POST
    @Path("idempotent")
    @ServiceCall(scope = "probe")
    public Response idempotent(@HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull Body body) {
        return idempotency.once(caller.service().clientId(), "POST /probe/idempotent", key, body, () -> {
            if (body.code().startsWith("9")) {
                return Answer.refused(Response.status(422).build());
            }
            EFFECTS.incrementAndGet();
            String id = UUID.randomUUID().toString();
            Response created = Response.status(201).entity(Map.of("id", id)).build();
            return body.code().startsWith("0") ? Answer.once(created, id) : Answer.repeatable(created, id);
        });
    }
}
