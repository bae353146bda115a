/** Registering, as the API promises it. */
@NullMarked
package io.twofold.identity.registration;

import org.jspecify.annotations.NullMarked;
