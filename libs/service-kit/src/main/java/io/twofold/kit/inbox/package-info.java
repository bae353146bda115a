/**
 * Facts of others arrive here: at least once, with exactly one effect.
 *
 * <p>A consumer is an ordered {@code @Incoming @Blocking} method that passes its records to
 * {@link io.twofold.kit.inbox.Inbox#consume}. The event's id and the effect commit together. Trouble that passes is
 * waited out, whatever was fetched after it waiting, too; what can never be digested goes to the dead-letter topic and the
 * partition moves on.
 */
@NullMarked
package io.twofold.kit.inbox;

import org.jspecify.annotations.NullMarked;
