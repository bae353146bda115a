/** Which passwords are good enough. */
@NullMarked
package io.twofold.identity.password;

import org.jspecify.annotations.NullMarked;
