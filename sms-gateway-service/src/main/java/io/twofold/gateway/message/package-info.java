/**
 * What a person reads or hears.
 *
 * <p>{@link io.twofold.gateway.message.Wording} says a code in the person's language, for a purpose: as a
 * {@link io.twofold.gateway.message.Text} with the origin-bound last line that lets a browser fill it in, or as
 * {@link io.twofold.gateway.message.Speech}, which says it twice. {@link io.twofold.gateway.message.Templates} has the messages
 * that clients ask for by name. {@link io.twofold.gateway.message.Segments} counts what a text costs. The words are in
 * {@code messages/*.properties}, a file a language; {@code Phrase} fills their gaps and keeps directions right.
 */
@NullMarked
package io.twofold.gateway.message;

import org.jspecify.annotations.NullMarked;
