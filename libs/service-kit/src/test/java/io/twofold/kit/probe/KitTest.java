package io.twofold.kit.probe;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.twofold.testing.Infrastructure;
import io.twofold.testing.TokenAuthority;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running probe, on real servers. */
@QuarkusTest
@WithTestResource(TokenAuthority.class)
@WithTestResource(
        value = Infrastructure.class,
        initArgs = {
            @io.quarkus.test.common.ResourceArg(name = "database", value = "kit"),
            @io.quarkus.test.common.ResourceArg(
                    name = "topics",
                    value = "identity.events, otp.events, app-password.events, identity.events.kit-probe.dead-letter")
        })
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface KitTest {}
