/** SMPP against a message centre of the tests, over real connections. */
@NullMarked
package io.twofold.gateway.provider.smpp;

import org.jspecify.annotations.NullMarked;
