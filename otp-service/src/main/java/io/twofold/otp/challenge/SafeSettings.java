package io.twofold.otp.challenge;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What the ranges of single settings can't say; stops the start. */
@Singleton
class SafeSettings {

    void check(@Observes StartupEvent event, CodesConfig codes) {
        check(codes);
    }

    /** Or a binding's tries would come back while one of its codes lives. */
    static void check(CodesConfig codes) {
        if (codes.bindingLifetime().compareTo(codes.lifetime()) < 0) {
            throw new IllegalStateException(
                    "twofold.codes.binding-lifetime must not be shorter than twofold.codes.lifetime");
        }
    }
}
