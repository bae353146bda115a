/** How two-factor authentication goes on and off. */
@NullMarked
package io.twofold.identity.twofactor;

import org.jspecify.annotations.NullMarked;
