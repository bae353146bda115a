/**
 * Devices: what a person signs in on, known again by a token, and trusted once it has shown two factors.
 *
 * <p>A known device has its own budget of failed passwords, so that a stranger can't lock its owner out; a trusted one
 * is let in by the password alone.
 */
@NullMarked
package io.twofold.identity.device;

import org.jspecify.annotations.NullMarked;
