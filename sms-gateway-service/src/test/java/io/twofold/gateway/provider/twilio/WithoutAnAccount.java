package io.twofold.gateway.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Reports;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WithoutAnAccount {

    private final Twilio twilio = new Twilio(
            new SmallRyeConfigBuilder().withMapping(TwilioConfig.class).build().getConfigMapping(TwilioConfig.class),
            (TwilioApi) Proxy.newProxyInstance(
                    TwilioApi.class.getClassLoader(), new Class<?>[] {TwilioApi.class}, (_, _, _) -> {
                        throw new AssertionError();
                    }),
            new ObjectMapper(),
            Clock.systemUTC(),
            1,
            1);

    @Test
    void thereIsNoProvider() {
        assertThat(twilio.configured()).isEmpty();
    }

    @Test
    void itsWebhooksAreNotThere() {
        TwilioWebhookResource resource =
                new TwilioWebhookResource(twilio, new Unreachable(), new SimpleMeterRegistry());
        assertThat(resource.message(UUID.randomUUID().toString(), null, "AAAA", "a=b")
                        .getStatus())
                .isEqualTo(404);
        assertThat(resource.call(UUID.randomUUID().toString(), null, null, "").getStatus())
                .isEqualTo(404);
    }

    /** Nothing may get as far as this. */
    private static final class Unreachable implements Reports {
        @Override
        public Effect apply(UUID deliveryId, String provider, Report report) {
            throw new AssertionError();
        }

        @Override
        public Effect apply(String provider, Report report) {
            throw new AssertionError();
        }

        @Override
        public void answeredLate(UUID deliveryId, String provider, String messageId) {
            throw new AssertionError();
        }
    }
}
