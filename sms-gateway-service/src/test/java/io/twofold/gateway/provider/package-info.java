/** What every provider's adapter must keep to. */
@NullMarked
package io.twofold.gateway.provider;

import org.jspecify.annotations.NullMarked;
