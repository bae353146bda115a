package io.twofold.gateway.provider;

import java.util.UUID;

/** Where providers' reports go, whoever follows the deliveries. */
public interface Reports {

    /** What a report did. */
    enum Effect {
        /** The delivery moved on. */
        APPLIED,
        /** It was there or further already: a copy, or one that came late. */
        STALE,
        /** There is no such delivery, or it went with another provider or message. */
        UNKNOWN
    }

    /**
     * Applies a report. Copies and any order do no harm: a delivery only ever moves forwards.
     *
     * @param provider {@link MessageProvider#id()} of who reports
     */
    Effect apply(UUID deliveryId, String provider, Report report);

    /**
     * Applies the report of a provider whose receipts name nothing but its own id of the message. {@link Effect#UNKNOWN}
     * also while nobody has written down yet that it took the message: such a receipt is worth another try.
     *
     * @param provider as above
     */
    Effect apply(String provider, Report report);

    /**
     * Applies an answer that came when nobody waited for it any more: the provider did take the message. An id that it has given
     * to another message before is this one's from now on. Waits for a database that is away, for as long as a handover does.
     *
     * @param provider as above
     * @param messageId the provider's own id of the message
     */
    void answeredLate(UUID deliveryId, String provider, String messageId);
}
