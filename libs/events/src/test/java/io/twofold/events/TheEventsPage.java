package io.twofold.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TheEventsPage {
    private static final Path PAGE = Path.of("../../docs/events.md");

    @Test
    void saysWhatTheAsyncApiDocumentSays() throws IOException {
        String markdown = new EventsPage(Contract.asyncApi()).markdown();

        if (Boolean.getBoolean("twofold.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, markdown);
        }

        assertThat(PAGE)
                .as("docs/events.md is out of date: mvn -pl libs/events test -Dtwofold.docs.write=true")
                .hasContent(markdown);
    }
}
