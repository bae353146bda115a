/** What clients get, and what they are refused. */
@NullMarked
package io.twofold.identity.oauth;

import org.jspecify.annotations.NullMarked;
