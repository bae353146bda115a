package io.twofold.gateway.provider.twilio;

import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Twilio's numbers in our words. Source: Twilio's "Error and Warning Dictionary". */
final class TwilioErrors {

    private TwilioErrors() {}

    /**
     * An answer that doesn't say what was taken.
     *
     * <p>A status from 400 says that the request wasn't carried out, 408 excepted, which a proxy may say of a request that
     * went through. From 500 the request may have been carried out and the answer lost on the way, also by a proxy that
     * answers 503; only a 503 in Twilio's own form says no. Of redirects, which aren't followed, 307 and 308 say "ask there
     * instead" (RFC 9110 §15.4); the others are also how a server answers what it has done. A success comes here too, if
     * its body can't be read.
     *
     * @param code the number in the body, absent if the body isn't Twilio's
     */
    static Handover handover(int status, @Nullable Integer code, @Nullable Duration retryAfter) {
        if (status < 300) {
            return new Unclear("unreadable_answer");
        }
        if (status < 400) {
            return status == 307 || status == 308
                    ? new NotTaken(Refusal.UNAVAILABLE, "provider_moved", retryAfter)
                    : new Unclear("provider_moved");
        }
        if (status == 503 && code != null) {
            return new NotTaken(Refusal.UNAVAILABLE, "provider_unavailable", retryAfter);
        }
        if (status >= 500 || status == 408) {
            return new Unclear("provider_error_" + status);
        }
        if (code == null) {
            return refusedWithoutReason(status, retryAfter);
        }
        return switch (code) {
            case 21211, 21217, 21401, 13223, 13224 -> number("invalid_number");
            case 21214, 21612 -> number("unreachable_number");
            case 21219, 21608 -> number("number_not_verified_with_provider");
            case 21610 -> number("unsubscribed");
            case 21614 -> number("not_a_mobile_number");
            case 21215, 21408, 13227 -> request("country_not_enabled");
            case 30450, 30453, 32203, 60410 -> new NotTaken(Refusal.BLOCKED_AS_FRAUD, "blocked_as_fraud", null);
            case 10004, 14107, 20429, 21611 -> new NotTaken(Refusal.SLOW_DOWN, "too_many_requests", retryAfter);
            case 10001, 20003, 20005, 20404 -> account(retryAfter);
            default ->
                status == 429
                        ? new NotTaken(Refusal.SLOW_DOWN, "too_many_requests", retryAfter)
                        : request("provider_code_" + code);
        };
    }

    /** Why a message that was taken did not arrive; the number is in a receipt or a list. */
    static String undelivered(int code) {
        return switch (code) {
            case 30001, 30022 -> "too_many_requests";
            case 30002 -> "provider_account";
            case 30003 -> "phone_unreachable";
            case 30004 -> "blocked_by_phone";
            case 30005 -> "unknown_number";
            case 30006 -> "landline_or_unreachable_carrier";
            case 30007 -> "filtered_by_carrier";
            case 30036 -> "expired";
            case 30450, 30453 -> "blocked_as_fraud";
            default -> "provider_code_" + code;
        };
    }

    private static NotTaken refusedWithoutReason(int status, @Nullable Duration retryAfter) {
        return switch (status) {
            case 429 -> new NotTaken(Refusal.SLOW_DOWN, "too_many_requests", retryAfter);
            case 401, 403, 404, 407 -> account(retryAfter);
            default -> request("provider_error_" + status);
        };
    }

    /** An operator can mend it, perhaps in time. */
    private static NotTaken account(@Nullable Duration retryAfter) {
        return new NotTaken(Refusal.UNAVAILABLE, "provider_account", retryAfter);
    }

    private static NotTaken number(String reason) {
        return new NotTaken(Refusal.REJECTED_NUMBER, reason, null);
    }

    private static NotTaken request(String reason) {
        return new NotTaken(Refusal.REJECTED_REQUEST, reason, null);
    }
}
