/**
 * Every error answer of every service: {@code application/problem+json} (RFC 9457) with a stable {@code code}.
 *
 * <p>A service lists its own problems in an enum that implements {@link io.twofold.kit.problem.ProblemType} and answers
 * with {@code Problem.of(INCORRECT_CODE).with("attemptsLeft", 3).response()}. What no resource decided (bad JSON, an
 * unknown path, a database that is down, a bug) is translated by {@link io.twofold.kit.problem.ProblemMappers}: no
 * answer ever repeats an exception's message.
 */
@NullMarked
package io.twofold.kit.problem;

import org.jspecify.annotations.NullMarked;
