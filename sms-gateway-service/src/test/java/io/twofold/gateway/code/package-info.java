/** Requests for codes in any number. */
@NullMarked
package io.twofold.gateway.code;

import org.jspecify.annotations.NullMarked;
