/**
 * Messages that other services ask for: security notices, and whatever they have templates for.
 *
 * <p>{@link io.twofold.gateway.notice.MessageResource} is {@code POST /v1/messages}: a delivery like those of
 * codes, under the client's idempotency key. {@code PreviewMessage} shows what it would look like and cost in each language.
 */
@NullMarked
package io.twofold.gateway.notice;

import org.jspecify.annotations.NullMarked;
