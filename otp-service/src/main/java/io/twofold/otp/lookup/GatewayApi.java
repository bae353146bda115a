package io.twofold.otp.lookup;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The call of sms-gateway-service that this service makes; an answer of any status comes back. */
@RegisterRestClient(configKey = "gateway")
@Path("/v1/lookups")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface GatewayApi {

    /**
     * A number. Personal data: it doesn't show itself.
     *
     * @param opensAnAccount whether an account that trusts it is about to be opened
     */
    record Question(String number, boolean opensAnAccount) {

        @Override
        public String toString() {
            return "******";
        }
    }

    @POST
    Response lookUp(@HeaderParam("Authorization") String bearer, Question question);
}
