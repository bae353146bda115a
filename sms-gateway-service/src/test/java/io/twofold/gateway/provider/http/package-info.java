/** Carriers that configuration describes, over real HTTP. */
@NullMarked
package io.twofold.gateway.provider.http;

import org.jspecify.annotations.NullMarked;
