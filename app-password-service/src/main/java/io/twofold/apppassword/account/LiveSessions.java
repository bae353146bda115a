package io.twofold.apppassword.account;

import io.twofold.kit.token.SessionCheck;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;

/**
 * Knows from events which sessions ended. An account that nothing is known of yet is a new one: its token was just found
 * good, and that is enough.
 */
@Singleton
class LiveSessions implements SessionCheck {

    private final Accounts accounts;
    private final EndedSessions endedSessions;

    LiveSessions(Accounts accounts, EndedSessions endedSessions) {
        this.accounts = accounts;
        this.endedSessions = endedSessions;
    }

    @Override
    public boolean isLive(UserToken token) {
        return accounts.findByIdOptional(token.accountId())
                        .map(account -> account.accepts(token))
                        .orElse(true)
                && !endedSessions.contains(token.sessionId());
    }
}
