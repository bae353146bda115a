/** How the second step of a sign-in goes. */
@NullMarked
package io.twofold.identity.signin;

import org.jspecify.annotations.NullMarked;
