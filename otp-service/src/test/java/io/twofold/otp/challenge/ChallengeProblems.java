package io.twofold.otp.challenge;

import java.util.Arrays;
import java.util.stream.Stream;

/** The problems of this service's own. */
public final class ChallengeProblems {

    private ChallengeProblems() {}

    public static Stream<String> codes() {
        return Arrays.stream(ChallengeProblem.values()).map(ChallengeProblem::code);
    }
}
