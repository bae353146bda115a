package io.twofold.identity.device;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.session.StillSignedIn;
import io.twofold.kit.http.ClientAddress;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.UserCall;
import io.twofold.kit.token.UserToken;
import io.vertx.core.http.HttpServerRequest;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The devices of the caller's account. */
@Path("/v1/devices")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
public class DeviceResource {

    private final Caller caller;
    private final Accounts accounts;
    private final Devices devices;
    private final RemoveDevice removeDevice;
    private final StillSignedIn stillSignedIn;
    private final ClientAddress clientAddress;
    private final Clock clock;

    DeviceResource(
            Caller caller,
            Accounts accounts,
            Devices devices,
            RemoveDevice removeDevice,
            StillSignedIn stillSignedIn,
            ClientAddress clientAddress,
            Clock clock) {
        this.caller = caller;
        this.accounts = accounts;
        this.devices = devices;
        this.removeDevice = removeDevice;
        this.stillSignedIn = stillSignedIn;
        this.clientAddress = clientAddress;
        this.clock = clock;
    }

    /** What the account signs in on. */
    @Schema(name = "Devices")
    public record DeviceList(List<DeviceView> devices) {}

    /**
     * One device.
     *
     * @param current whether the caller is on it
     * @param trustedUntil absent where trust has no end, or isn't there
     */
    @Schema(name = "Device")
    public record DeviceView(
            UUID id,
            @Schema(examples = "Mia's laptop") String name,
            DeviceKind kind,
            @Nullable String model,
            boolean current,
            boolean trusted,
            @Nullable Instant trustedUntil,
            Instant lastSeenAt) {}

    /** What a device is to be called. */
    public record Rename(
            @NotNull @Size(min = 1, max = 64) @Pattern(regexp = Device.NAME, message = "must be printable text") @Schema(examples = "Mia's laptop")
            String name) {}

    @GET
    @UserCall
    @Operation(summary = "The account's devices, latest seen first")
    @APIResponse(responseCode = "200", description = "The devices")
    public DeviceList list() {
        UUID current = currentDevice();
        return new DeviceList(devices.of(caller.user().accountId()).stream()
                .map(device -> view(device, current))
                .toList());
    }

    @PATCH
    @Path("/{id}")
    @UserCall
    @Transactional
    @Operation(summary = "Call a device something else")
    @APIResponse(responseCode = "200", description = "The device under its new name")
    public Response rename(@PathParam("id") UUID id, @Valid @NotNull Rename rename) {
        UserToken user = caller.user();
        return accounts.lock(user.accountId())
                .flatMap(account -> devices.of(account.id(), id))
                .map(device -> {
                    stillSignedIn.require(user);
                    device.rename(rename.name());
                    return Response.ok(view(device, currentDevice())).build();
                })
                .orElseGet(() -> Problem.of(CommonProblem.NOT_FOUND).response());
    }

    @DELETE
    @Path("/{id}")
    @UserCall
    @Operation(
            summary = "Remove a device",
            description = "Its sessions and the trust in it end. Needs a sign-in at most five minutes old.")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "401", description = "unauthorized, reauthentication_required")
    @APIResponse(responseCode = "403", description = "security_delay, with Retry-After")
    public Response remove(@PathParam("id") UUID id, @Context HttpServerRequest request) {
        return removeDevice.remove(caller.user(), id, clientAddress.of(request))
                ? Response.noContent().build()
                : Problem.of(CommonProblem.NOT_FOUND).response();
    }

    private @Nullable UUID currentDevice() {
        return devices.ofSession(caller.user().sessionId()).map(Device::id).orElse(null);
    }

    private DeviceView view(Device device, @Nullable UUID current) {
        boolean trusted = device.isTrusted(clock.instant());
        return new DeviceView(
                device.id(),
                device.name(),
                device.kind(),
                device.model().orElse(null),
                device.id().equals(current),
                trusted,
                trusted ? device.trustedUntil().orElse(null) : null,
                device.lastSeenAt());
    }
}
