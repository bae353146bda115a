/**
 * The account: an e-mail address, a password, and whether two factors guard it.
 *
 * <p>Other features hold an account's row lock while they change what belongs to it, so that its version counts its
 * events in their order, and an account that is changing its password doesn't open a session for the old one meanwhile.
 */
@NullMarked
package io.twofold.identity.account;

import org.jspecify.annotations.NullMarked;
