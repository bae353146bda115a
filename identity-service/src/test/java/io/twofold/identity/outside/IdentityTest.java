package io.twofold.identity.outside;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.twofold.testing.Infrastructure;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service, on real servers, with a stand-in for otp-service. */
@QuarkusTest
@WithTestResource(FakeOtp.class)
@WithTestResource(Secrets.class)
@WithTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "database", value = "identity"),
            @ResourceArg(
                    name = "topics",
                    value = "identity.events, otp.events, otp.events.identity-service.dead-letter,"
                            + " app-password.events, app-password.events.identity-service.dead-letter")
        })
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface IdentityTest {}
