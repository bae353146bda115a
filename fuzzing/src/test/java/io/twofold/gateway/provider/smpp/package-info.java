/** Whatever a centre may write. */
@NullMarked
package io.twofold.gateway.provider.smpp;

import org.jspecify.annotations.NullMarked;
