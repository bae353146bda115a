/**
 * What a person sees and changes of their own account: its state, its password, its end.
 *
 * <p>A new password ends everything that stood on the old one, all in one transaction: other sessions, the trust in
 * devices, sign-ins under way, and, by the event, app-specific passwords everywhere.
 */
@NullMarked
package io.twofold.identity.profile;

import org.jspecify.annotations.NullMarked;
