package io.twofold.identity.signin;

import io.twofold.identity.phone.Method;
import io.twofold.identity.phone.PhoneNumberView;
import io.twofold.identity.phone.TrustedPhoneNumber;
import io.twofold.identity.phone.TrustedPhoneNumbers;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Says what a pending sign-in can be completed with. */
@Singleton
class OfferSecondFactor {

    private final TrustedPhoneNumbers numbers;

    OfferSecondFactor(TrustedPhoneNumbers numbers) {
        this.numbers = numbers;
    }

    /** What the account has. Until there are prompts, no device can answer one. */
    SecondFactorOffer offer(UUID accountId) {
        List<TrustedPhoneNumber> trusted = numbers.of(accountId);
        List<String> methods = trusted.stream()
                .flatMap(number -> number.number().methods().stream())
                .distinct()
                .sorted()
                .map(Method::channel)
                .toList();
        return new SecondFactorOffer(
                methods, 0, trusted.stream().map(PhoneNumberView::of).toList(), null);
    }
}
