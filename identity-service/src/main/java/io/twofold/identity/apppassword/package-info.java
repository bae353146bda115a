/**
 * What app-password-service makes known ({@code app-password.events}), as far as an account's owner must hear of it: that
 * there is another app-specific password, and that one was used for the first time. Only this service can write to them.
 */
@NullMarked
package io.twofold.identity.apppassword;

import org.jspecify.annotations.NullMarked;
