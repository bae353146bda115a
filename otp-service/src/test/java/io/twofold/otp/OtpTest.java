package io.twofold.otp;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.twofold.otp.lookup.FakeGateway;
import io.twofold.testing.Infrastructure;
import io.twofold.testing.TokenAuthority;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service. */
@QuarkusTest
@WithTestResource(TokenAuthority.class)
@WithTestResource(FakeGateway.class)
@WithTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "database", value = "otp"),
            @ResourceArg(
                    name = "topics",
                    value = "otp.events, otp.deliveries, sms-gateway.events, identity.events,"
                            + "sms-gateway.events.otp-service.dead-letter, identity.events.otp-service.dead-letter")
        })
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OtpTest {}
