package io.twofold.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TheProvidersOfAnInstallation {

    @Test
    void areThoseOfAllSources() {
        FakeProvider fake = new FakeProvider();
        assertThat(new Providers(List.of(List::of, () -> List.of(fake))).all()).containsExactly(fake);
    }

    @Test
    void areMoreThanNone() {
        assertThatThrownBy(() -> new Providers(List.of(List::of)))
                .hasMessageContaining("twofold.providers.twilio.account-sid")
                .hasMessageContaining("twofold.providers.http");
    }

    @Test
    void haveIdsOfTheirOwn() {
        assertThatThrownBy(() -> new Providers(List.of(() -> List.of(new FakeProvider(), new FakeProvider()))))
                .hasMessageContaining("Two providers are called fake");
    }
}
