/** What a person changes of their own account. */
@NullMarked
package io.twofold.identity.profile;

import org.jspecify.annotations.NullMarked;
