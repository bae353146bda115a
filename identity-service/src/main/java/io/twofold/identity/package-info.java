/**
 * identity-service: who a person is. Each package below is a feature; this one only describes their API as a whole.
 */
@NullMarked
package io.twofold.identity;

import org.jspecify.annotations.NullMarked;
