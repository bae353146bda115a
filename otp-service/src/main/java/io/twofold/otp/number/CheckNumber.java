package io.twofold.otp.number;

import io.twofold.otp.lookup.Findings;
import io.twofold.otp.lookup.LineKind;
import io.twofold.otp.lookup.LookUpNumber;
import io.twofold.otp.lookup.LookupsConfig;
import io.twofold.otp.number.Suitability.NotAllowed;
import io.twofold.otp.number.Suitability.RecentlyChanged;
import io.twofold.otp.number.Suitability.Suitable;
import io.twofold.otp.number.Suitability.Undecided;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weighs what is known about a number beyond what it tells by itself. A look-up only ever takes away: who is refused by the
 * rules stays refused.
 */
@Singleton
public class CheckNumber {

    private final LookUpNumber lookUpNumber;
    private final Set<String> voipCountries;
    private final Duration recentFor;
    private final Clock clock;

    CheckNumber(LookUpNumber lookUpNumber, NumbersConfig numbers, LookupsConfig lookups, Clock clock) {
        this.lookUpNumber = lookUpNumber;
        this.voipCountries = numbers.voipCountries().orElse(Set.of());
        this.recentFor = lookups.recentFor();
        this.clock = clock;
    }

    /** Whether anybody is asked at all. */
    public boolean asksOthers() {
        return lookUpNumber.isEnabled();
    }

    /**
     * Asks the gateway, where that is switched on: not to be called inside a transaction.
     *
     * @param opensAnAccount whether a code sent there lets somebody into an account that trusts the number
     */
    public Suitability check(UsableNumber number, boolean opensAnAccount) {
        return switch (lookUpNumber.about(number.number(), opensAnAccount)) {
            case Findings.Known known -> weigh(number, known, opensAnAccount);
            case Findings.NotAsked() -> suitable(number, LineKind.UNKNOWN, false);
            case Findings.NoAnswer() ->
                weigh(number, new Findings.Known(LineKind.UNKNOWN, null, false), opensAnAccount);
        };
    }

    private Suitability weigh(UsableNumber number, Findings.Known known, boolean opensAnAccount) {
        Optional<UnusableKind> unusable = unusable(number, known.kind());
        if (unusable.isPresent()) {
            return new NotAllowed(unusable.get());
        }
        Instant swappedAt = known.simSwappedAt();
        Instant usableAt = swappedAt == null ? Instant.MIN : swappedAt.plus(recentFor);
        boolean recent = clock.instant().isBefore(usableAt);
        if (recent && opensAnAccount) {
            return new RecentlyChanged(usableAt);
        }
        if (!known.isAll() && !lookUpNumber.isFailureForgiven()) {
            return new Undecided();
        }
        return suitable(number, known.kind(), recent);
    }

    private Optional<UnusableKind> unusable(UsableNumber number, LineKind kind) {
        return switch (kind) {
            case PREMIUM -> Optional.of(UnusableKind.PREMIUM);
            case TOLL_FREE -> Optional.of(UnusableKind.TOLL_FREE);
            case SHARED_COST -> Optional.of(UnusableKind.SHARED_COST);
            case PERSONAL -> Optional.of(UnusableKind.FORWARDING);
            case SWITCHBOARD -> Optional.of(UnusableKind.SWITCHBOARD);
            case PAGER -> Optional.of(UnusableKind.PAGER);
            case VOICEMAIL -> Optional.of(UnusableKind.VOICEMAIL);
            case VOIP ->
                voipCountries.contains(number.number().country()) ? Optional.empty() : Optional.of(UnusableKind.VOIP);
            case MOBILE, LANDLINE, LANDLINE_OR_MOBILE, UNKNOWN -> Optional.empty();
        };
    }

    private static Suitable suitable(UsableNumber number, LineKind kind, boolean recentlyChanged) {
        UsableNumber usable = kind == LineKind.LANDLINE ? new UsableNumber(number.number(), false) : number;
        return new Suitable(usable, warning(number, kind, recentlyChanged));
    }

    private static @Nullable NumberWarning warning(UsableNumber number, LineKind kind, boolean recentlyChanged) {
        if (recentlyChanged) {
            return NumberWarning.PHONE_NUMBER_RECENTLY_CHANGED;
        }
        return kind == LineKind.VOIP || number.isVoip() ? NumberWarning.INTERNET_PHONE_NUMBER : null;
    }
}
