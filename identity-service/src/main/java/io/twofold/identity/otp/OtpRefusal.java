package io.twofold.identity.otp;

import io.twofold.kit.problem.Problem;
import io.twofold.kit.problem.ProblemType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A problem of otp-service's. It is part of this service's own contract and passed on as it is.
 *
 * @param members extension members, such as {@code attemptsLeft}
 * @param retryAfter the header's value in seconds, absent where there was none
 */
public record OtpRefusal(
        int status,
        String code,
        String title,
        String detail,
        Map<String, Object> members,
        @Nullable String retryAfter) implements ProblemType {

    private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail", "code", "instance");

    static OtpRefusal of(int status, Map<String, Object> body, @Nullable String retryAfter) {
        Map<String, Object> members = body.entrySet().stream()
                .filter(member -> !STANDARD.contains(member.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        return new OtpRefusal(
                status,
                String.valueOf(body.get("code")),
                String.valueOf(body.getOrDefault("title", "Refused")),
                String.valueOf(body.getOrDefault("detail", "Try again later.")),
                members,
                retryAfter);
    }

    /** Wrong tries that are left, where the refusal was for one. */
    public Optional<Integer> attemptsLeft() {
        return members.get("attemptsLeft") instanceof Integer left ? Optional.of(left) : Optional.empty();
    }

    /** As this service passes it on. */
    public Problem problem() {
        Problem problem = Problem.of(this);
        for (Map.Entry<String, Object> member : members.entrySet()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return retryAfter == null ? problem : problem.header("Retry-After", retryAfter);
    }
}
