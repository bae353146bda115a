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

    /**
     * Codes that one client address (of IPv6: one /64) asked for and nobody verified yet, but for the proven ones. Lower
     * stops a bot sooner, and a school or office behind one address too.
     */
    @WithDefault("25/PT5M,200/P1D")
    Optional<List<Allowance>> address();

    /**
     * Codes to numbers that differ in their last four digits only, which nobody verified yet, but for the proven ones.
     * Nobody is told. Lower stops pumping sooner, and a company that signs up its staff at once too.
     */
    @WithDefault("20/PT1H")
    Optional<List<Allowance>> prefix();

    /**
     * Networks in CIDR form whose addresses aren't counted, such as an office's. None by default: whoever is in one of them
     * may ask for as many codes as the other limits allow.
     */
    Optional<List<String>> trustedNetworks();
}
