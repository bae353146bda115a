package io.twofold.gateway.outside;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.twofold.gateway.lookup.FakeOperator;
import io.twofold.testing.Infrastructure;
import io.twofold.testing.TokenAuthority;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service, on real servers. */
@QuarkusTest
@WithTestResource(TokenAuthority.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeOperator.class)
@WithTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "database", value = Gateway.DATABASE),
            @ResourceArg(
                    name = "topics",
                    value = "otp.deliveries, otp.events, identity.events, sms-gateway.events,"
                            + "otp.deliveries.sms-gateway-service.dead-letter,"
                            + "otp.events.sms-gateway-service.dead-letter,"
                            + "identity.events.sms-gateway-service.dead-letter")
        })
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface GatewayTest {}
