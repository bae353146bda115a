package io.twofold.gateway.provider.smpp;

import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.Refusal;
import java.util.Map;

/** A centre's numbers in our words. Source: SMPP 3.4, §5.1.3, "command_status". */
final class SmppErrors {

    private SmppErrors() {}

    /**
     * An answer that says no. A number of the centre's own making is a refusal for good unless a setting knows better, so
     * that nothing is tried without end for a reason that nobody knows.
     *
     * @param status not 0
     * @param own the meanings of the centre's own numbers
     */
    static Handover handover(int status, Map<Integer, Refusal> own) {
        Refusal known = own.get(status);
        if (known != null) {
            return new NotTaken(known, code(status), null);
        }
        return switch (status) {
            case 0x14 -> new NotTaken(Refusal.SLOW_DOWN, "queue_full", null);
            case 0x58 -> new NotTaken(Refusal.SLOW_DOWN, "too_many_requests", null);
            case 0x0B -> new NotTaken(Refusal.REJECTED_NUMBER, "invalid_number", null);
            // Wrong state of the session, already bound, bind failed, password, system id, prohibited, not subscribed.
            case 0x04, 0x05, 0x0D, 0x0E, 0x0F, 0x100, 0x101, 0x103 -> account();
            // System error, submitting failed, the application's own passing error, service unavailable.
            case 0x08, 0x45, 0x64, 0x102 -> new NotTaken(Refusal.UNAVAILABLE, "provider_unavailable", null);
            // "Unknown error" and "delivery failure" don't even say what failed.
            case 0xFE, 0xFF -> new Unclear(code(status));
            default -> new NotTaken(Refusal.REJECTED_REQUEST, code(status), null);
        };
    }

    private static String code(int status) {
        return "provider_code_" + Integer.toHexString(status);
    }

    /** An operator can mend it, perhaps in time. */
    private static NotTaken account() {
        return new NotTaken(Refusal.UNAVAILABLE, "provider_account", null);
    }
}
