package io.twofold.kit.http;

import io.twofold.kit.problem.Problem;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query parameter that can't be read is 422 and named; by the framework it would be 404, as a path's is. */
@Provider
class QueryParameters implements ParamConverterProvider {

    private static final Map<Class<?>, Function<String, ?>> READERS =
            Map.of(int.class, Integer::valueOf, Integer.class, Integer::valueOf, UUID.class, UUID::fromString);

    @Override
    @SuppressWarnings("unchecked") // a reader makes what its class says
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> rawType, Type genericType, Annotation[] annotations) {
        Function<String, ?> reader = READERS.get(rawType);
        if (reader == null) {
            return null;
        }
        return Stream.of(annotations)
                .filter(QueryParam.class::isInstance)
                .map(QueryParam.class::cast)
                .findFirst()
                .map(parameter -> new Reading<>(parameter.value(), (Function<String, T>) reader))
                .orElse(null);
    }

    private record Reading<T>(String name, Function<String, T> reader) implements ParamConverter<T> {

        @Override
        public @Nullable T fromString(@Nullable String value) {
            if (value == null) {
                return null;
            }
            try {
                return reader.apply(value);
            } catch (IllegalArgumentException _) {
                throw Problem.invalid(name, "has the wrong form").exception();
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
