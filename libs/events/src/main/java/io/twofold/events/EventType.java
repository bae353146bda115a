package io.twofold.events;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A type of event: the name it has on the wire, the record that holds its data, and the topic that carries it. */
public final class EventType {
    private static final List<EventType> ALL =
            recordsOf(Event.class).map(EventType::new).toList();
    private static final Map<Class<?>, EventType> BY_RECORD =
            ALL.stream().collect(toUnmodifiableMap(EventType::data, identity()));
    private static final Map<String, EventType> BY_NAME =
            ALL.stream().collect(toUnmodifiableMap(EventType::name, identity()));

    private final Class<? extends Event> data;
    private final Topic topic;
    private final String nameInSchema;

    private EventType(Class<? extends Event> data) {
        this.data = data;
        this.topic = Topic.of(data);
        this.nameInSchema = topic.service() + "." + data.getSimpleName() + ".v1";
    }

    /** Every type there is, in the order of the contract. */
    public static List<EventType> all() {
        return ALL;
    }

    public static EventType of(Event event) {
        return of(event.getClass());
    }

    /**
     * The type whose data a record holds.
     *
     * @throws IllegalArgumentException if the class is not the record of an event
     */
    public static EventType of(Class<? extends Event> data) {
        EventType type = BY_RECORD.get(data);
        if (type == null) {
            throw new IllegalArgumentException(data + " is not the record of an event");
        }
        return type;
    }

    /** The type of that name; empty for one made after this code, which a consumer skips. */
    public static Optional<EventType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The {@code ce_type}, such as {@code twofold.identity.TwoFactorEnabled.v1}. */
    public String name() {
        return "twofold." + nameInSchema;
    }

    /** The {@code ce_dataschema}, such as {@code urn:twofold:schema:identity.TwoFactorEnabled.v1}. */
    public String schema() {
        return "urn:twofold:schema:" + nameInSchema;
    }

    public Class<? extends Event> data() {
        return data;
    }

    public Topic topic() {
        return topic;
    }

    @Override
    public String toString() {
        return name();
    }

    private static Stream<Class<? extends Event>> recordsOf(Class<? extends Event> family) {
        if (!family.isSealed()) {
            return Stream.of(family);
        }
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(member -> recordsOf(member.asSubclass(Event.class)));
    }
}
