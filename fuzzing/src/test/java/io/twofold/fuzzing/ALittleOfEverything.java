package io.twofold.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.twofold.gateway.provider.http.FuzzingAnswers;
import io.twofold.gateway.provider.http.FuzzingCarrierWebhooks;
import io.twofold.gateway.provider.smpp.FuzzingPdus;
import io.twofold.gateway.provider.smpp.FuzzingReceipts;
import io.twofold.gateway.provider.twilio.FuzzingTwilioWebhooks;
import io.twofold.kit.phone.FuzzingNumbers;
import io.twofold.otp.number.FuzzingVerdicts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All targets in one JVM for some seconds, from all their seeds. An input's first octet says whom the rest is for. */
class ALittleOfEverything {

    private static final List<Target> TARGETS = List.of(
            new Target(FuzzingNumbers.class, new FuzzingNumbers()::whatIsReadIsOneNumberInEverySpelling),
            new Target(FuzzingVerdicts.class, new FuzzingVerdicts()::noSpellingGetsRoundTheRules),
            new Target(FuzzingPdus.class, new FuzzingPdus()::whateverACentreWritesIsTakenOrRefused),
            new Target(FuzzingReceipts.class, new FuzzingReceipts()::aTextSaysOneThingOrNothing),
            new Target(
                    FuzzingTwilioWebhooks.class,
                    new FuzzingTwilioWebhooks()::onlyWhatTwilioSignedIsReadAndOnlyWhatItMeansIsReported),
            new Target(
                    FuzzingCarrierWebhooks.class,
                    new FuzzingCarrierWebhooks()::onlyWhatIsSignedIsReadAndOnlyWhatItMeansIsReported),
            new Target(FuzzingAnswers.class, new FuzzingAnswers()::isTakenOnlyWhereItSaysSo));

    private interface Taking {
        void take(byte[] input) throws Exception;
    }

    private record Target(Class<?> type, Taking taking) {

        Stream<Path> seeds() {
            String directory = type.getSimpleName() + "Inputs";
            try (Stream<Path> files = Files.walk(
                    Path.of(Objects.requireNonNull(type.getResource(directory)).toURI()))) {
                return files.filter(Files::isRegularFile).sorted().toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Stream<Arguments> seeds() {
        return IntStream.range(0, TARGETS.size())
                .boxed()
                .flatMap(number -> TARGETS.get(number)
                        .seeds()
                        .map(seed -> Arguments.of(Named.of(
                                TARGETS.get(number).type().getSimpleName() + " " + seed.getFileName(),
                                addressed(number, seed)))));
    }

    private static byte[] addressed(int number, Path seed) {
        try {
            byte[] input = Files.readAllBytes(seed);
            byte[] addressed = new byte[input.length + 1];
            addressed[0] = (byte) number;
            System.arraycopy(input, 0, addressed, 1, input.length);
            return addressed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @MethodSource("seeds")
    @FuzzTest
    void keepsToItsRules(byte[] input) throws Exception {
        if (input.length > 0) {
            TARGETS.get(Math.floorMod(input[0], TARGETS.size()))
                    .taking()
                    .take(Arrays.copyOfRange(input, 1, input.length));
        }
    }
}
