package io.twofold.otp.number;

/** What the rules say of a number that somebody typed. */
public sealed interface NumberVerdict {

    record Usable(UsableNumber number) implements NumberVerdict {}

    /** Not a number, or not one of the country named. */
    record NotANumber() implements NumberVerdict {}

    record CountryNotServed() implements NumberVerdict {}

    record NotAllowed(UnusableKind kind) implements NumberVerdict {}
}
