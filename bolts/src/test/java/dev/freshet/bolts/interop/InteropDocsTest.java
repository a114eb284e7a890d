package dev.freshet.bolts.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InteropDocsTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void examplesStandInATestThatRuns() throws IOException {
        String source = plain(Files.readString(Path.of("src/test/java/dev/freshet/bolts/interop/InteropIT.java")));
        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/interop.md")));
        int found = 0;
        for (; examples.find(); found++) {
            assertThat(source).contains(plain(examples.group(1)));
        }
        assertThat(found).isEqualTo(3);
    }

    /** However the lines are broken. */
    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }
}
