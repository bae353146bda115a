/**
 * Random secrets that this service gives out: flow tokens, device tokens, the halves of refresh tokens.
 *
 * <p>Each has 256 bits from the operating system's generator, so a plain SHA-256 is the right thing to keep of it
 * (OWASP ASVS 5.0 §6.5.2), and an index can find it. A secret never shows itself by accident.
 */
@NullMarked
package io.twofold.identity.secret;

import org.jspecify.annotations.NullMarked;
