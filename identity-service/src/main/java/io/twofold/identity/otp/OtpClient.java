package io.twofold.identity.otp;

import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.kit.token.ServiceTokens;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Asks otp-service. Every method throws {@link UnavailableException} when it doesn't answer in time, and none may be
 * called inside a transaction.
 */
@Singleton
public class OtpClient {

    private static final String SCOPE = "otp";
    private static final GenericType<Map<String, Object>> JSON = new GenericType<>() {};

    private final OtpApi api;
    private final ServiceTokens tokens;

    OtpClient(@RestClient OtpApi api, ServiceTokens tokens) {
        this.api = api;
        this.tokens = tokens;
    }

    /** Issues a code; for the channel {@code caller} the answer holds it. */
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 2000, failOn = UnavailableException.class)
    public OtpAnswer<Challenge> issue(ChallengeRequest request) {
        return call(() -> api.issue(bearer(), request), OtpClient::challenge);
    }

    /**
     * Issues another code in the same flow, to where the last one went.
     *
     * @param channel absent to use the same as before
     * @param clientIp whoever asked for it
     */
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 2000, failOn = UnavailableException.class)
    public OtpAnswer<Challenge> resend(String challengeId, @Nullable String channel, String clientIp) {
        return resend(challengeId, new OtpApi.Resend(channel, null, null, clientIp));
    }

    /** Issues another code in the same flow, to a number that the account trusts. */
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 2000, failOn = UnavailableException.class)
    public OtpAnswer<Challenge> resendToTrusted(
            String challengeId, String channel, PhoneNumber destination, String clientIp) {
        return resend(
                challengeId,
                new OtpApi.Resend(channel, new ChallengeRequest.Destination(destination.e164()), true, clientIp));
    }

    /** Tries a code; the answer to a right one is when it was found right. */
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 2000, failOn = UnavailableException.class)
    public OtpAnswer<Instant> verify(String challengeId, UUID binding, String code) {
        return call(
                () -> api.verify(bearer(), challengeId, new OtpApi.Verify(code, binding)),
                body -> Instant.parse(text(body, "verifiedAt")));
    }

    /** Kills a code. One that is dead already, or unknown, is dead. */
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 2000, failOn = UnavailableException.class)
    public void cancel(String challengeId) {
        call(() -> api.cancel(bearer(), challengeId), body -> body);
    }

    private OtpAnswer<Challenge> resend(String challengeId, OtpApi.Resend request) {
        return call(() -> api.resend(bearer(), challengeId, request), OtpClient::challenge);
    }

    private String bearer() {
        return "Bearer " + tokens.forScope(SCOPE);
    }

    private static <T> OtpAnswer<T> call(Supplier<Response> request, Function<Map<String, Object>, T> reading) {
        try (Response answer = request.get()) {
            int status = answer.getStatus();
            if (status == 204) {
                return new OtpAnswer.Done<>(reading.apply(Map.of()));
            }
            if ((status >= 500 && status != 503) || status == 401 || status == 403) {
                throw new UnavailableException("otp-service answered " + status);
            }
            Map<String, Object> body = answer.readEntity(JSON);
            if (status < 300) {
                return new OtpAnswer.Done<>(reading.apply(body));
            }
            if ("temporarily_unavailable".equals(body.get("code"))) {
                throw new UnavailableException("otp-service is not available");
            }
            return new OtpAnswer.Refused<>(OtpRefusal.of(status, body, answer.getHeaderString("Retry-After")));
        } catch (ProcessingException e) {
            String why = Optional.ofNullable(e.getCause()).orElse(e).getClass().getSimpleName();
            throw new UnavailableException("otp-service doesn't answer: " + why, e);
        }
    }

    private static Challenge challenge(Map<String, Object> body) {
        return new Challenge(
                text(body, "challengeId"),
                text(body, "channel"),
                Instant.parse(text(body, "expiresAt")),
                Instant.parse(text(body, "resendAvailableAt")),
                body.get("attemptsLeft") instanceof Integer left ? left : 0,
                body.get("code") instanceof String code ? code : null,
                warning(body));
    }

    private static Challenge.@Nullable Warning warning(Map<String, Object> body) {
        return body.get("warning") instanceof Map<?, ?> warning
                        && warning.get("code") instanceof String code
                        && warning.get("text") instanceof String text
                ? new Challenge.Warning(code, text)
                : null;
    }

    private static String text(Map<String, Object> body, String member) {
        if (body.get(member) instanceof String text) {
            return text;
        }
        throw new UnavailableException("otp-service answered without " + member);
    }
}
