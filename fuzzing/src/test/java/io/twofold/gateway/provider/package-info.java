/** What is shared by those that are fuzzed in a provider's place. */
@NullMarked
package io.twofold.gateway.provider;

import org.jspecify.annotations.NullMarked;
