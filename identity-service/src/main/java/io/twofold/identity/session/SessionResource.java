package io.twofold.identity.session;

import static io.twofold.kit.problem.CommonProblem.NOT_FOUND;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.UserCall;
import io.twofold.kit.token.UserToken;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A person's sessions. Ending access is always easy: nothing here asks for a fresh sign-in. */
@Path("/v1")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
public class SessionResource {

    private final Sessions sessions;
    private final Accounts accounts;
    private final EndSessions endSessions;
    private final StillSignedIn stillSignedIn;
    private final Caller caller;
    private final Clock clock;

    SessionResource(
            Sessions sessions,
            Accounts accounts,
            EndSessions endSessions,
            StillSignedIn stillSignedIn,
            Caller caller,
            Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.endSessions = endSessions;
        this.stillSignedIn = stillSignedIn;
        this.caller = caller;
        this.clock = clock;
    }

    /** All of them. */
    @Schema(name = "Sessions")
    public record Listing(List<SessionView> sessions) {}

    @GET
    @Path("/sessions")
    @UserCall
    @Operation(summary = "List where you are signed in")
    @APIResponse(
            responseCode = "200",
            description = "The live sessions, latest used first",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    public Listing list() {
        UserToken user = caller.user();
        return new Listing(sessions.viewsOf(user.accountId(), user.sessionId(), clock.instant()));
    }

    @DELETE
    @Path("/sessions/{id}")
    @UserCall
    @Operation(summary = "End a session")
    @APIResponse(responseCode = "204", description = "It has ended")
    public Response end(@PathParam("id") UUID id) {
        UserToken user = caller.user();
        boolean ended = QuarkusTransaction.requiringNew()
                .call(() -> accounts.lock(user.accountId())
                        .filter(account -> sessions.of(account.id(), id).isPresent())
                        .map(account -> {
                            stillSignedIn.require(user);
                            endSessions.one(account, id, EndReason.ENDED_BY_OWNER);
                            return true;
                        })
                        .orElse(false));
        return ended ? Response.noContent().build() : Problem.of(NOT_FOUND).response();
    }

    @DELETE
    @Path("/sessions")
    @UserCall
    @Operation(summary = "End all other sessions")
    @APIResponse(responseCode = "204", description = "Only this one is left")
    public Response endOthers() {
        UserToken user = caller.user();
        withAccount(account -> {
            stillSignedIn.require(user);
            endSessions.allBut(account, user.sessionId(), EndReason.ENDED_BY_OWNER);
        });
        return Response.noContent().build();
    }

    @POST
    @Path("/sign-out")
    @UserCall
    @Operation(summary = "End this session")
    @APIResponse(responseCode = "204", description = "Its tokens are no good any more")
    public Response signOut() {
        UUID current = caller.user().sessionId();
        withAccount(account -> endSessions.one(account, current, EndReason.SIGNED_OUT));
        return Response.noContent().build();
    }

    private void withAccount(Consumer<Account> change) {
        UUID accountId = caller.user().accountId();
        QuarkusTransaction.requiringNew().run(() -> accounts.lock(accountId).ifPresent(change));
    }
}
