package io.twofold.kit.token;

/** Access tokens for this service's own calls to others. */
public interface ServiceTokens {

    /**
     * A token good for at least another half minute.
     *
     * @param scope the scope the called endpoint asks for, such as {@code otp}
     * @throws io.twofold.kit.problem.UnavailableException if none can be had now
     */
    String forScope(String scope);

    /** That token was refused: it isn't given again. */
    default void drop(String token) {}
}
