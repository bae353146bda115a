package io.twofold.identity.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.kit.token.ServiceCall;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a new consumer of events starts from: the accounts as they are. Then it follows the topic from its beginning. */
@Path("/v1/accounts/export")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts for services")
public class AccountExportResource {

    private final Accounts accounts;

    AccountExportResource(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * One account, with the facts that events tell of.
     *
     * @param twoFactorDisabledAt when it was last turned off, absent if never
     * @param version of the last event about it
     */
    @Schema(name = "ExportedAccount")
    public record Exported(
            UUID accountId,
            String email,
            String locale,
            boolean twoFactorEnabled,
            @Nullable Instant twoFactorEnabledAt,
            @Nullable Instant twoFactorDisabledAt,
            Instant passwordChangedAt,
            long version) {

        static Exported of(Account account) {
            return new Exported(
                    account.id(),
                    account.email(),
                    account.locale(),
                    account.twoFactorOn(),
                    account.twoFactorEnabledAt().orElse(null),
                    account.twoFactorDisabledAt().orElse(null),
                    account.passwordChangedAt(),
                    account.version());
        }
    }

    /**
     * Some of them.
     *
     * @param nextCursor for the next page, absent on the last
     */
    @Schema(name = "AccountPage")
    public record Page(List<Exported> accounts, @Nullable UUID nextCursor) {}

    @GET
    @ServiceCall(scope = "accounts:read")
    @Operation(summary = "All accounts, page by page", description = "For service tokens with the scope accounts:read.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page export(
            @QueryParam("cursor") @Nullable UUID cursor,
            @QueryParam("limit") @DefaultValue("500") @Min(1) @Max(1000) int limit) {
        List<Account> found = accounts.page(cursor, limit + 1);
        boolean more = found.size() > limit;
        List<Account> page = more ? found.subList(0, limit) : found;
        return new Page(
                page.stream().map(Exported::of).toList(), more ? page.getLast().id() : null);
    }
}
