package io.twofold.kit.problem;

/**
 * One field of a request that isn't as the contract says.
 *
 * @param field where, as a path of JSON member names joined by dots; empty for the whole body
 * @param message what is expected there; never the rejected value
 */
public record Violation(String field, String message) {}
