package dev.freshet.topologies.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    /** Writes the page with {@code -Dfreshet.write.docs=true}. */
    @Test
    void pageIsCurrent() throws IOException {
        Path page = Path.of("..", "docs", "configuration.md");
        if (Boolean.getBoolean("freshet.write.docs")) {
            Files.writeString(page, ConfigurationPage.markdown());
        }
        assertThat(page).hasContent(ConfigurationPage.markdown());
    }
}
