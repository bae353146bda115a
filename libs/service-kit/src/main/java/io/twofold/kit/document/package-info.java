/**
 * What the document at {@code /openapi} says of every service alike: who may call an operation, and every problem it can
 * answer with, each with an example.
 *
 * <p>A resource names the codes of its own in the descriptions of its responses ({@code 422}: "weak_password with
 * reasons"); all that follows from the operation's shape, such as 415 where there is a body, is added here.
 */
@NullMarked
package io.twofold.kit.document;

import org.jspecify.annotations.NullMarked;
