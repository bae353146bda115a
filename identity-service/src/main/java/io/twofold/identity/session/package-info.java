/**
 * Sessions: a device that is signed in, the tokens it holds, and how that ends.
 *
 * <p>A row is a live session; ending one deletes the row, and with it every token of it is refused here at once and
 * elsewhere as soon as {@code SessionsEnded} arrives. Refresh tokens rotate: one used twice means that two parties have
 * it, so the session ends ({@link io.twofold.identity.session.RenewTokens}).
 */
@NullMarked
package io.twofold.identity.session;

import org.jspecify.annotations.NullMarked;
