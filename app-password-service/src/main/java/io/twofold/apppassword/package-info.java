/** App-specific passwords. One package is one feature; README.md follows a request through them. */
@NullMarked
package io.twofold.apppassword;

import org.jspecify.annotations.NullMarked;
