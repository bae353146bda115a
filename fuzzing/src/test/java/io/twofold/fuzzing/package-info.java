/** What all that is fuzzed has to keep to, besides its own rules. */
@NullMarked
package io.twofold.fuzzing;

import org.jspecify.annotations.NullMarked;
