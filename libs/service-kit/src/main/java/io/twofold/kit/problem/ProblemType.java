package io.twofold.kit.problem;

import java.util.Map;

/** One kind of error that a caller can tell apart by its {@link #code()}. Implemented by enums. */
public interface ProblemType {

    /** The stable code, lower case with underscores: part of the HTTP contract. */
    String code();

    /** The HTTP status, 400 to 599. */
    int status();

    /** What happened, the same words each time (RFC 9457 §3.1.3). */
    String title();

    /** What the person or the caller can do about it, in a sentence. */
    String detail();

    /** What else its body holds, as the API's document shows it. */
    default Map<String, Object> exampleMembers() {
        return Map.of();
    }
}
