package io.twofold.otp.limit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What sends are counted by. A proven send is counted by its own scope only. */
public enum Scope {
    NUMBER {
        @Override
        Optional<String> subjectOf(Send send) {
            return send.proven() ? Optional.empty() : Optional.of(send.number().e164());
        }

        @Override
        List<Allowance> allowances(LimitsConfig config) {
            return config.number().orElse(List.of());
        }
    },
    ACCOUNT {
        @Override
        Optional<String> subjectOf(Send send) {
            return send.proven() ? Optional.empty() : Optional.ofNullable(send.accountId());
        }

        @Override
        List<Allowance> allowances(LimitsConfig config) {
            return config.account().orElse(List.of());
        }
    },
    PROVEN {
        @Override
        Optional<String> subjectOf(Send send) {
            return send.proven() ? Optional.of(send.number().e164() + " " + send.accountId()) : Optional.empty();
        }

        @Override
        List<Allowance> allowances(LimitsConfig config) {
            return config.proven().orElse(List.of());
        }
    };

    /** What of this send is counted, or empty if it isn't counted by this scope. Personal data: fingerprint it. */
    abstract Optional<String> subjectOf(Send send);

    abstract List<Allowance> allowances(LimitsConfig config);

    /** As metrics write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
