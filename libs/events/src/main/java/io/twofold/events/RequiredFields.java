package io.twofold.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson which components of a record must be there, by the rule of this package: all but the {@code @Nullable}
 * ones and those that a {@code @JsonInclude} of their own leaves out. A list left out is read as an empty one. To Jackson,
 * a component that isn't there is {@code null}, so that one rule covers both.
 */
final class RequiredFields extends NopAnnotationIntrospector {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
        if (!(member instanceof AnnotatedParameter component)) {
            return JsonSetter.Value.empty();
        }
        if (!mayBeAbsent(component)) {
            return JsonSetter.Value.forValueNulls(Nulls.FAIL);
        }
        return component.getType().isCollectionLikeType()
                ? JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)
                : JsonSetter.Value.empty();
    }

    private static boolean mayBeAbsent(AnnotatedParameter component) {
        return component.hasAnnotation(JsonInclude.class)
                || component
                        .getDeclaringClass()
                        .getRecordComponents()[component.getIndex()]
                        .getAnnotatedType()
                        .isAnnotationPresent(Nullable.class);
    }
}
