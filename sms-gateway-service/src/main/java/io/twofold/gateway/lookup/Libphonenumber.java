package io.twofold.gateway.lookup;

import io.twofold.kit.phone.PhoneNumber;
import java.time.Duration;

/** What the number itself tells. Always there, and free. */
final class Libphonenumber implements LookupSource {

    static final String ID = "libphonenumber";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean serves(String country) {
        return true;
    }

    @Override
    public LookupPolicy policy() {
        return new LookupPolicy(Integer.MAX_VALUE, Integer.MAX_VALUE, 0, Duration.ZERO);
    }

    @Override
    public Answer ask(PhoneNumber number) {
        LineType type = switch (number.type()) {
            case MOBILE -> LineType.MOBILE;
            case FIXED_LINE -> LineType.LANDLINE;
            case FIXED_LINE_OR_MOBILE -> LineType.LANDLINE_OR_MOBILE;
            case VOIP -> LineType.VOIP;
            case PREMIUM_RATE -> LineType.PREMIUM;
            case TOLL_FREE -> LineType.TOLL_FREE;
            case SHARED_COST -> LineType.SHARED_COST;
            case PERSONAL_NUMBER -> LineType.PERSONAL;
            case UAN -> LineType.SWITCHBOARD;
            case PAGER -> LineType.PAGER;
            case VOICEMAIL -> LineType.VOICEMAIL;
            case UNKNOWN -> LineType.UNKNOWN;
        };
        return new Answer.Known(new NumberFacts(type, null, null));
    }
}
