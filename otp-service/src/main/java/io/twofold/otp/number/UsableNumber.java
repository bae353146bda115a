package io.twofold.otp.number;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.otp.delivery.Channel;

/**
 * A number that codes may be sent to.
 *
 * @param takesText whether it takes text messages; every usable number takes calls
 */
public record UsableNumber(PhoneNumber number, boolean takesText) {

    public boolean takes(Channel channel) {
        return channel != Channel.SMS || takesText;
    }

    /** Whether the number itself tells that it is an internet telephone's. */
    boolean isVoip() {
        return number.type() == PhoneNumberType.VOIP;
    }
}
