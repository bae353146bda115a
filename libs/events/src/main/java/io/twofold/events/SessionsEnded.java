package io.twofold.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * Sessions of the account ended; their tokens are no longer good.
 *
 * @param sessionIds the sessions that ended, the {@code sid} of their tokens; empty where all of them did
 * @param all whether every session of the account begun up to {@code endedAt} has ended; {@code false} where only the named ones did
 * @param endedAt when they ended
 * @param reason what ended them
 */
public record SessionsEnded(
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> sessionIds,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean all,
        Instant endedAt,
        String reason)
        implements IdentityEvent {
    public SessionsEnded {
        sessionIds = List.copyOf(sessionIds);
    }
}
