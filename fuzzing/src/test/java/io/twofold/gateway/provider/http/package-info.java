/** Whatever a carrier from configuration, or anybody in its name, may send. */
@NullMarked
package io.twofold.gateway.provider.http;

import org.jspecify.annotations.NullMarked;
