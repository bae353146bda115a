/** The rules of a delivery, and its workers against each other. */
@NullMarked
package io.twofold.gateway.delivery;

import org.jspecify.annotations.NullMarked;
