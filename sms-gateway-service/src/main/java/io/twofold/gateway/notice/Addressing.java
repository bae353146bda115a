package io.twofold.gateway.notice;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import io.twofold.gateway.message.Channel;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which numbers a message may go to. Numbers that people own; what asks more of them is the asking service's business. */
final class Addressing {

    /** ITU-T E.164 §6.2.3: networks and services that belong to no country. */
    private static final String NO_COUNTRY = "001";

    private static final Set<PhoneNumberType> NOBODYS = Set.of(
            PhoneNumberType.PREMIUM_RATE,
            PhoneNumberType.SHARED_COST,
            PhoneNumberType.TOLL_FREE,
            PhoneNumberType.PAGER,
            PhoneNumberType.VOICEMAIL,
            PhoneNumberType.UAN);

    private Addressing() {}

    /**
     * The number.
     *
     * @throws io.twofold.kit.problem.ProblemException 422, if a message can't go there
     */
    static PhoneNumber numberOf(Addressee to, Channel channel) {
        Optional<PhoneNumber> parsed = PhoneNumber.parse(to.country(), to.number());
        if (parsed.isEmpty()) {
            throw Problem.of(MessageProblem.INVALID_PHONE_NUMBER).exception();
        }
        PhoneNumber number = parsed.get();
        if (number.country().equals(NO_COUNTRY)) {
            throw Problem.of(MessageProblem.COUNTRY_NOT_SUPPORTED).exception();
        }
        PhoneNumberType type = number.type();
        boolean isDeaf = channel == Channel.SMS && type == PhoneNumberType.FIXED_LINE;
        if (isDeaf || NOBODYS.contains(type)) {
            throw Problem.of(MessageProblem.PHONE_NUMBER_NOT_ALLOWED)
                    .with("kind", type.name().toLowerCase(Locale.ROOT))
                    .exception();
        }
        return number;
    }
}
