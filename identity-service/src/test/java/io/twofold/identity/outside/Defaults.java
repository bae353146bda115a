package io.twofold.identity.outside;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings as they are where nobody sets anything. */
public final class Defaults {

    private Defaults() {}

    /** The default values of a configuration interface. */
    public static <T> T of(Class<T> mapping) {
        return new SmallRyeConfigBuilder().withMapping(mapping).build().getConfigMapping(mapping);
    }
}
