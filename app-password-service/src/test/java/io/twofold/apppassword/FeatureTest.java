package io.twofold.apppassword;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.twofold.testing.Infrastructure;
import io.twofold.testing.TokenAuthority;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service, on real servers. */
@QuarkusTest
@WithTestResource(TokenAuthority.class)
@WithTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "database", value = "app_password"),
            @ResourceArg(
                    name = "topics",
                    value = "identity.events, app-password.events, identity.events.app-password-service.dead-letter")
        })
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FeatureTest {}
