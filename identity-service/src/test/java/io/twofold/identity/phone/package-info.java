/** How trusted phone numbers behave. */
@NullMarked
package io.twofold.identity.phone;

import org.jspecify.annotations.NullMarked;
