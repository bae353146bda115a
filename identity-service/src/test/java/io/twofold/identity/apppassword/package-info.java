/** What owners hear of their app-specific passwords. */
@NullMarked
package io.twofold.identity.apppassword;

import org.jspecify.annotations.NullMarked;
