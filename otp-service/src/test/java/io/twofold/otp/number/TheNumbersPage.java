package io.twofold.otp.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TheNumbersPage {

    private static final Path PAGE = Path.of("../docs/phone-numbers.md");

    @Test
    void saysWhatTheRulesSay() throws IOException {
        NumbersConfig defaults = new SmallRyeConfigBuilder()
                .withMapping(NumbersConfig.class)
                .build()
                .getConfigMapping(NumbersConfig.class);
        NumbersPage page = new NumbersPage(new NumberRules(defaults));

        if (Boolean.getBoolean("twofold.docs.write")) {
            Files.writeString(PAGE, page.markdown());
        }

        assertThat(PAGE)
                .as("docs/phone-numbers.md is out of date; its first lines say how to write it anew")
                .hasContent(page.markdown());
    }
}
