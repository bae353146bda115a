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
    },
    ADDRESS {
        @Override
        Optional<String> subjectOf(Send send) {
            ClientNetwork network = send.network();
            return send.proven() || network == null ? Optional.empty() : network.subject();
        }

        @Override
        List<Allowance> allowances(LimitsConfig config) {
            return config.address().orElse(List.of());
        }
    },
    PREFIX {
        @Override
        Optional<String> subjectOf(Send send) {
            return send.proven() ? Optional.empty() : Optional.of(send.prefix());
        }

        @Override
        List<Allowance> allowances(LimitsConfig config) {
            return config.prefix().orElse(List.of());
        }

        @Override
        boolean isQuiet() {
            return true;
        }
    };

    /** What of this send is counted, or empty if it isn't counted by this scope. Personal data: fingerprint it. */
    abstract Optional<String> subjectOf(Send send);

    abstract List<Allowance> allowances(LimitsConfig config);

    /** Whether who asks mustn't notice that it is used up: it tells of what others do. */
    boolean isQuiet() {
        return false;
    }

    /** As metrics write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
