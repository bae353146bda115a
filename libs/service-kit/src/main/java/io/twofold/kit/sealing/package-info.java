/**
 * Keys at work, all of them Tink keysets, so that a key can be replaced without touching what the old one made.
 *
 * <p>{@link io.twofold.kit.sealing.Sealer} hides personal data and opens it again (AEAD);
 * {@link io.twofold.kit.sealing.KeyedDigest} remembers a secret without being able to tell it (HMAC-SHA-256);
 * {@link io.twofold.kit.sealing.Fingerprinter} gives the same value for the same input, for finding what is sealed.
 * Every output of the first two starts with the id of the key that made it.
 */
@NullMarked
package io.twofold.kit.sealing;

import org.jspecify.annotations.NullMarked;
