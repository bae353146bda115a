/** What people read and hear, and what it costs. */
@NullMarked
package io.twofold.gateway.message;

import org.jspecify.annotations.NullMarked;
