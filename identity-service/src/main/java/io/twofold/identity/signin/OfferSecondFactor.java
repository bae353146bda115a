package io.twofold.identity.signin;

import io.twofold.identity.account.Account;
import io.twofold.identity.phone.Method;
import io.twofold.identity.phone.PhoneNumberView;
import io.twofold.identity.phone.TrustedPhoneNumber;
import io.twofold.identity.phone.TrustedPhoneNumbers;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a pending sign-in can be completed with. */
@Singleton
class OfferSecondFactor {

    private final TrustedPhoneNumbers numbers;
    private final SendSignInCode sendCode;

    OfferSecondFactor(TrustedPhoneNumbers numbers, SendSignInCode sendCode) {
        this.numbers = numbers;
        this.sendCode = sendCode;
    }

    /** To a sign-in that has just begun; where there is no choice, a code goes out unasked. Not within a transaction. */
    SecondFactorOffer begin(SignIn signIn, Account account) {
        List<TrustedPhoneNumber> trusted = numbers.of(signIn.accountId());
        return offer(trusted, sendCode.unasked(signIn, account, trusted).orElse(null));
    }

    /** To a sign-in that is under way. */
    SecondFactorOffer offer(SignIn signIn) {
        List<TrustedPhoneNumber> trusted = numbers.of(signIn.accountId());
        return offer(
                trusted,
                trusted.stream()
                        .filter(number -> signIn.challengeNumberId()
                                .filter(number.id()::equals)
                                .isPresent())
                        .findFirst()
                        .map(PhoneNumberView::of)
                        .orElse(null));
    }

    /** What the account has. Until there are prompts, no device can answer one. */
    private static SecondFactorOffer offer(List<TrustedPhoneNumber> trusted, @Nullable PhoneNumberView codeSentTo) {
        return new SecondFactorOffer(
                methodsOf(trusted), 0, trusted.stream().map(PhoneNumberView::of).toList(), codeSentTo);
    }

    /** What these numbers can bring, in the API's words. */
    static List<String> methodsOf(List<TrustedPhoneNumber> numbers) {
        return numbers.stream()
                .flatMap(number -> number.number().methods().stream())
                .distinct()
                .sorted()
                .map(Method::channel)
                .toList();
    }
}
