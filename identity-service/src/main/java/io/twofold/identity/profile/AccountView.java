package io.twofold.identity.profile;

import io.twofold.identity.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An account as its owner sees it. */
@Schema(name = "Account")
public record AccountView(
        UUID accountId,
        @Schema(examples = "anna@example.com") String email,
        @Schema(examples = "en") String locale,
        TwoFactor twoFactor,
        RecoveryKey recoveryKey,
        List<SecurityQuestion> securityQuestions) {

    /**
     * Whether two factors guard it.
     *
     * @param canTurnOffUntil absent once it stays on for good
     */
    @Schema(name = "TwoFactorState")
    public record TwoFactor(
            boolean enabled,
            @Nullable Instant enabledAt,
            @Nullable Instant canTurnOffUntil) {}

    /** Whether there is a recovery key. */
    @Schema(name = "RecoveryKeyState")
    public record RecoveryKey(boolean set) {}

    /** A question of an account from before two-factor authentication. */
    @Schema(name = "SecurityQuestion")
    public record SecurityQuestion(UUID id, String text) {}

    static AccountView of(Account account, Duration undoWindow, Instant now) {
        Instant enabledAt = account.twoFactorEnabledAt().orElse(null);
        Instant canTurnOffUntil = account.twoFactorFirstEnabledAt()
                .map(first -> first.plus(undoWindow))
                .filter(until -> account.twoFactorOn() && until.isAfter(now))
                .orElse(null);
        return new AccountView(
                account.id(),
                account.email(),
                account.locale(),
                new TwoFactor(account.twoFactorOn(), enabledAt, canTurnOffUntil),
                new RecoveryKey(false), // nobody can set one yet
                List.of());
    }
}
