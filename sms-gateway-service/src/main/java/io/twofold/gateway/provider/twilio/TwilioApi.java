package io.twofold.gateway.provider.twilio;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The part of Twilio's REST API that is used here. */
@RegisterRestClient(configKey = "twilio")
@Path("/2010-04-01/Accounts/{account}")
@Produces(MediaType.APPLICATION_JSON)
interface TwilioApi {

    @POST
    @Path("/Messages.json")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Message createMessage(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @RestPath String account,
            @RestForm("To") String to,
            @RestForm("From") @Nullable String from,
            @RestForm("MessagingServiceSid") @Nullable String messagingServiceSid,
            @RestForm("Body") String body,
            @RestForm("ValidityPeriod") long validityPeriod,
            @RestForm("StatusCallback") String statusCallback);

    @GET
    @Path("/Messages.json")
    MessageList listMessages(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @RestPath String account,
            @RestQuery("To") String to,
            @RestQuery("DateSent>") String sentFrom,
            @RestQuery("PageSize") int pageSize);

    @POST
    @Path("/Calls.json")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Call createCall(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @RestPath String account,
            @RestForm("To") String to,
            @RestForm("From") String from,
            @RestForm("Twiml") String twiml,
            @RestForm("StatusCallback") String statusCallback);

    /** A message. Its text holds a code, so it doesn't show itself. */
    record Message(
            @Nullable String sid,
            @Nullable String status,
            @JsonProperty("error_code") @Nullable Integer errorCode,
            @Nullable String body) {
        @Override
        public String toString() {
            return "Message[" + sid + ", " + status + "]";
        }
    }

    /** A page of messages. */
    record MessageList(@Nullable List<Message> messages) {}

    /** A call. */
    record Call(@Nullable String sid) {}

    /**
     * The body of an error.
     *
     * @param code its number in Twilio's error dictionary
     */
    record Problem(@Nullable Integer code) {}
}
