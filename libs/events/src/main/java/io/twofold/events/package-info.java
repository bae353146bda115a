/**
 * The event contract: what Twofold's services tell each other, and anyone else, over Kafka.
 *
 * <p>One record per type of event, grouped by the topic that carries it; {@link io.twofold.events.Envelope} adds the
 * CloudEvents attributes, {@link io.twofold.events.EventJson} and {@link io.twofold.events.CloudEventHeaders} put both on
 * the wire. Each type has its JSON Schema under {@code schemas/}, and {@code asyncapi.yaml} describes the whole.
 *
 * <p>A field that is {@code @Nullable}, or a list or flag with its own {@code @JsonInclude}, may be absent; every other is
 * always there. Values in words ({@code reason}, {@code method}, …) are open lists: treat one you don't know as "some
 * other". Adding an optional field keeps a type's version, anything else is a new type published beside the old.
 */
@NullMarked
package io.twofold.events;

import org.jspecify.annotations.NullMarked;
