package io.twofold.kit.document;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

/** Where a resource method is found, such as {@code POST /v1/sign-ins/{id}/verify}. */
final class Endpoint {

    private static final String VERBS = HttpMethod.class.getPackageName() + '.';
    private static final DotName PATH = DotName.createSimple(Path.class);

    private Endpoint() {}

    static String of(MethodInfo method) {
        String verb = method.annotations().stream()
                .map(annotation -> annotation.name().toString())
                .filter(name -> name.startsWith(VERBS))
                .map(name -> name.substring(VERBS.length()))
                .filter(name -> name.equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
        return Stream.of(method.declaringClass().declaredAnnotation(PATH), method.declaredAnnotation(PATH))
                .filter(Objects::nonNull)
                .map(AnnotationInstance::value)
                .flatMap(path -> Stream.of(path.asString().split("/", -1)))
                .filter(step -> !step.isEmpty())
                .collect(Collectors.joining("/", verb + " /", ""));
    }
}
