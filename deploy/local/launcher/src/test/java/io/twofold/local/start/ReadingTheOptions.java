package io.twofold.local.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.local.stack.Service;
import io.twofold.local.stack.Setting;
import io.twofold.local.start.StartOptions.Misused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTheOptions {

    private static final Path USUAL = Path.of("usual");

    @Test
    void noneAreNeeded() {
        var options = parse();

        assertThat(options.fresh()).isFalse();
        assertThat(options.state()).isEqualTo(USUAL);
        assertThat(options.ports().offset()).isZero();
        assertThat(options.settings()).isEmpty();
        assertThat(options.replicas()).isEmpty();
    }

    @Test
    void allMayBeGiven() {
        var options = parse("--fresh", "--state", "mine", "--port-offset", "100", "--replicas", "otp=2");

        assertThat(options.fresh()).isTrue();
        assertThat(options.state()).isEqualTo(Path.of("mine"));
        assertThat(options.ports().offset()).isEqualTo(100);
        assertThat(options.replicas()).isEqualTo(Map.of(Service.OTP, 2));
    }

    @Test
    void settingsAreForAllServicesOrForOne() {
        var options = parse("--set", "twofold.codes.lifetime=PT5S", "--set", "sms-gateway:a.b=c=d", "--set", "empty=");

        assertThat(options.settings())
                .containsExactly(
                        new Setting(Optional.empty(), "twofold.codes.lifetime", "PT5S"),
                        new Setting(Optional.of(Service.SMS_GATEWAY), "a.b", "c=d"),
                        new Setting(Optional.empty(), "empty", ""));
    }

    @Test
    void anEqualsSignIsAsGoodAsASpace() {
        var options = parse("--state=mine", "--set=otp:key=value", "--replicas=identity=3");

        assertThat(options.state()).isEqualTo(Path.of("mine"));
        assertThat(options.settings()).containsExactly(new Setting(Optional.of(Service.OTP), "key", "value"));
        assertThat(options.replicas()).isEqualTo(Map.of(Service.IDENTITY, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "--frsh,                     --frsh isn't an option",
        "--state,                    --state needs a value",
        "--port-offset=-1,           a number from 0 to 46000",
        "--port-offset=46001,        a number from 0 to 46000",
        "--port-offset=99999999999,  a number from 0 to 46000",
        "--port-offset=many,         a number from 0 to 46000",
        "--set=novalue,              KEY=VALUE",
        "--set==value,               KEY=VALUE",
        "--set=mail:key=value,       mail isn't a service",
        "--replicas=otp,             SERVICE=N",
        "--replicas=otp=0,           a number from 1 to 8",
        "--replicas=mail=2,          'there are identity, otp, sms-gateway, app-password'"
    })
    void nonsenseIsRefusedInASentenceThatSaysWhatMakesSense(String argument, String said) {
        assertThatThrownBy(() -> parse(argument)).isInstanceOf(Misused.class).hasMessageContaining(said);
    }

    private static StartOptions parse(String... arguments) {
        return StartOptions.parse(List.of(arguments), USUAL);
    }
}
