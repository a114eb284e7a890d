package dev.freshet.topologies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.plan.Plan;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.job.JobPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code explain} prints, as it stands in {@code src/test/resources/explain}. */
class ExplainTest {
    private static final Path TEXTS = Path.of("src/test/resources/explain");

    @Test
    void theNetworkApplication() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of("../conf/network"))) {
            files = all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            explainsAsWritten(file);
        }
    }

    @Test
    void everyFeature() throws IOException {
        explainsAsWritten(TEXTS.resolve("everything.yaml"));
    }

    @Test
    void tellsAsManyTasksAsAreSet() {
        Plan plan = JobPlanner.plan("network");
        String text = Explain.text(plan, Settings.defaults().with(Keys.PARALLELISM.name(), "3"));
        assertThat(text).contains("3 tasks").doesNotContain(" 1 task\n");
    }

    /** Writes the texts with {@code -Dfreshet.write.docs=true}: read them before they are committed. */
    private static void explainsAsWritten(Path file) throws IOException {
        String text = Explain.text(JobPlanner.plan(file.toString()), Settings.defaults());
        Path expected = TEXTS.resolve(String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", ".txt"));
        if (Boolean.getBoolean("freshet.write.docs")) {
            Files.writeString(expected, text);
        }
        assertThat(expected).hasContent(text);
    }
}
