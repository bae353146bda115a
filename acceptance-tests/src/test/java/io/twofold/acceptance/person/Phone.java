package io.twofold.acceptance.person;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A phone with a mobile number that nobody else has. */
public final class Phone {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final List<String> COUNTRIES = List.of("US", "GB", "DE", "JP");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern TEXTED = Pattern.compile("#(\\d{6})\\s*$");
    private static final Pattern SPOKEN = Pattern.compile("(\\d), (\\d), (\\d), (\\d), (\\d), (\\d)");

    /** The last digits of a number, which tell phones apart. */
    private static final int OWN_DIGITS = 10_000;

    private static final Set<PhoneNumber> TAKEN = ConcurrentHashMap.newKeySet();

    private final Stack stack;
    private final PhoneNumber number;
    private int read;

    private Phone(Stack stack, PhoneNumber number) {
        this.stack = stack;
        this.number = number;
        Secrets.phoneNumber(
                e164(),
                NUMBERS.getNationalSignificantNumber(number),
                NUMBERS.format(number, PhoneNumberFormat.NATIONAL));
    }

    static Phone any(Stack stack) {
        return in(COUNTRIES.get(ThreadLocalRandom.current().nextInt(COUNTRIES.size())), stack);
    }

    /** One of a country. */
    public static Phone in(String country, Stack stack) {
        var example = NUMBERS.getExampleNumberForType(country, PhoneNumberType.MOBILE);
        return Stream.generate(() -> similarTo(example))
                .filter(NUMBERS::isValidNumber)
                .filter(found -> NUMBERS.getRegionCodeForNumber(found).equals(country))
                .filter(found -> NUMBERS.getNumberType(found) == NUMBERS.getNumberType(example))
                .filter(TAKEN::add)
                .map(found -> new Phone(stack, found))
                .findFirst()
                .orElseThrow();
    }

    /** So many of a country whose numbers follow each other, and differ in their last four digits only. */
    public static List<Phone> inARow(int phones, String country, Stack stack) {
        var first = in(country, stack).number.getNationalNumber() / OWN_DIGITS * OWN_DIGITS;
        return LongStream.range(first, first + phones)
                .mapToObj(national -> new PhoneNumber()
                        .setCountryCode(NUMBERS.getCountryCodeForRegion(country))
                        .setNationalNumber(national))
                .map(found -> new Phone(stack, found))
                .toList();
    }

    private static PhoneNumber similarTo(PhoneNumber example) {
        var own = ThreadLocalRandom.current().nextLong(OWN_DIGITS * 100L);
        return new PhoneNumber()
                .setCountryCode(example.getCountryCode())
                .setNationalNumber(example.getNationalNumber() / (OWN_DIGITS * 100L) * (OWN_DIGITS * 100L) + own);
    }

    public String e164() {
        return NUMBERS.format(number, PhoneNumberFormat.E164);
    }

    /** As a person types it. */
    public Map<String, String> typed() {
        return Map.of(
                "country",
                NUMBERS.getRegionCodeForNumber(number),
                "number",
                NUMBERS.format(number, PhoneNumberFormat.NATIONAL));
    }

    /** All messages and calls so far. */
    public List<JsonNode> messages() {
        return stack.world().messages(e164());
    }

    /** Waits for a text or call that nobody has read yet. */
    public JsonNode nextMessage() {
        var messages =
                await("a message for a phone").atMost(PATIENCE).until(this::messages, found -> found.size() > read);
        return messages.get(read++);
    }

    /** Waits for the next message and takes the code from it. */
    public String nextCode() {
        return codeIn(nextMessage());
    }

    /** The code of a text or call. */
    public static String codeIn(JsonNode message) {
        var text = message.path("text").asText();
        var code = message.path("channel").asText().equals("voice")
                ? SPOKEN.matcher(text)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group()
                        .replace(", ", "")
                : TEXTED.matcher(text).results().findFirst().orElseThrow().group(1);
        return Secrets.code(code);
    }
}
