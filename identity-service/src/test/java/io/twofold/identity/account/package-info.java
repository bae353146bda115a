/** What an account and its address promise. */
@NullMarked
package io.twofold.identity.account;

import org.jspecify.annotations.NullMarked;
