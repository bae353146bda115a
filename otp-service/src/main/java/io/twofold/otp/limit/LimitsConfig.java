package io.twofold.otp.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/**
 * {@code twofold.limits.*}: each a list of allowances such as {@code 5/PT10M}, all of which must have room. Higher is
 * kinder to people whose messages get lost, and dearer when somebody pumps or bombs. Empty turns a limit off.
 */
@ConfigMapping(prefix = "twofold.limits")
public interface LimitsConfig {

    /** Codes to one number by whoever asks, but for the proven ones. */
    @WithDefault("5/PT10M,10/PT1H,20/P1D")
    Optional<List<Allowance>> number();

    /** Codes for one account to whatever numbers, but for the proven ones. */
    @WithDefault("10/PT1H,20/P1D")
    Optional<List<Allowance>> account();

    /**
     * Sign-in and recovery codes to a number that the account already trusts, per account and number. A budget of their
     * own, so that nobody can use up the owner's.
     */
    @WithDefault("10/PT1H,20/P1D")
    Optional<List<Allowance>> proven();
}
