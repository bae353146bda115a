package io.twofold.identity.otp;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The calls of otp-service that this service makes, as they go over the wire; an answer of any status comes back. */
@RegisterRestClient(configKey = "otp")
@Path("/v1/challenges")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface OtpApi {

    /**
     * @param channel absent to use the same as before
     * @param destination absent to send to the same as before
     * @param proven whether the account trusts the destination; absent if that is as before
     * @param clientIp whoever asked for it, for the limits per address
     */
    record Resend(
            @Nullable String channel,
            ChallengeRequest.@Nullable Destination destination,
            @Nullable Boolean proven,
            String clientIp) {}

    record Verify(String code, UUID binding) {

        @Override
        public String toString() {
            return "******";
        }
    }

    @POST
    Response issue(@HeaderParam("Authorization") String bearer, ChallengeRequest request);

    @POST
    @Path("/{id}/resend")
    Response resend(@HeaderParam("Authorization") String bearer, @PathParam("id") String id, Resend request);

    @POST
    @Path("/{id}/verify")
    Response verify(@HeaderParam("Authorization") String bearer, @PathParam("id") String id, Verify request);

    @DELETE
    @Path("/{id}")
    Response cancel(@HeaderParam("Authorization") String bearer, @PathParam("id") String id);
}
