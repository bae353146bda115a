package io.twofold.gateway.message;

/**
 * A call's words, which say a code twice. How slowly digits are spoken and how long the pauses are is the provider's art.
 *
 * @param language BCP 47 tag with a region, such as {@code de-DE}
 * @param greeting who calls
 * @param introduction said before the code
 * @param code to be spoken digit by digit
 * @param repetition said before the code comes again
 * @param farewell the end
 */
public record Speech(
        String language, String greeting, String introduction, Code code, String repetition, String farewell) {}
