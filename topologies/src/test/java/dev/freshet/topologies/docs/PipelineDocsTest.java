package dev.freshet.topologies.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.core.schema.Schema;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.yaml.PlanFile;
import dev.freshet.topologies.yaml.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PipelineDocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern RESULT_ROW = Pattern.compile("\\| `(\\w+)` \\|[^|]*\\| `([\\w,]+)` \\|[^|]*\\|");

    @Test
    void examplesAreRightPipelines() throws IOException {
        Matcher examples = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/pipelines.md")));
        List<String> names = new ArrayList<>();
        while (examples.find()) {
            names.add(plan("pipelines.md", examples.group(1)).name());
        }
        assertThat(names)
                .containsExactly("shop", "sensors", "totals", "guard", "once", "taxis", "ticks", "paid", "ads");
        Matcher pattern = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/patterns.md")));
        assertThat(pattern.find()).isTrue();
        assertThat(plan("patterns.md", pattern.group(1)).name()).isEqualTo("logins");
        Matcher process = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/processes.md")));
        assertThat(process.find()).isTrue();
        assertThat(plan("processes.md", process.group(1)).name()).isEqualTo("sensors");
    }

    @Test
    void theExampleOfRulesIsARightPipeline() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/rules.md")));
        assertThat(example.find()).isTrue();
        assertThat(plan("rules.md", example.group(1)).name()).isEqualTo("guard");
    }

    @Test
    void javaStandsInATestThatRuns() throws IOException {
        Path tests = Path.of("src/test/java/dev/freshet/topologies");
        StringBuilder compiled = new StringBuilder();
        for (String test : List.of(
                "pipeline/PipelineTest.java",
                "pipeline/Silence.java",
                "deploy/Zones.java",
                "deploy/PlanDriverTest.java")) {
            compiled.append(Files.readString(tests.resolve(test)));
        }
        String source = plain(compiled.toString());
        for (String page :
                List.of("docs/pipelines.md", "docs/patterns.md", "docs/processes.md", "docs/testing.md", "README.md")) {
            List<String> examples = JAVA.matcher(Files.readString(ROOT.resolve(page)))
                    .results()
                    .map(example -> example.group(1))
                    .toList();
            assertThat(examples).hasSizeGreaterThanOrEqualTo(page.equals("README.md") ? 0 : 1);
            examples.forEach(example -> assertThat(source).as(page).contains(plain(example)));
        }
    }

    /** However the lines are broken. */
    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void allAggregatesAreTold() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/aggregates.md"));
        for (AggregateKind kind : EnumSet.complementOf(EnumSet.of(AggregateKind.USER))) {
            assertThat(page).contains("`" + kind.name().toLowerCase(Locale.ROOT) + "(");
        }
    }

    @Test
    void columnsOfTheNetworkApplicationAreThoseTold() throws IOException {
        Plan network = plan("network.yaml", Files.readString(ROOT.resolve("conf/network/network.yaml")));
        Map<String, String> columns = new HashMap<>();
        for (SinkNode sink : network.sinks()) {
            Schema schema = network.schema(sink.from());
            columns.put(sink.name(), String.join(",", schema.names().subList(2, schema.size() - 2)));
        }
        Map<String, String> told = new HashMap<>();
        Matcher rows = RESULT_ROW.matcher(Files.readString(ROOT.resolve("docs/network.md")));
        while (rows.find()) {
            told.put(rows.group(1), rows.group(2));
        }
        assertThat(told).hasSize(8).isEqualTo(columns);
    }

    private static Plan plan(String source, String yaml) {
        Problems problems = new Problems();
        Optional<PlanFile> file = PlanReader.read(source, yaml, List.of("network"), problems);
        assertThat(problems.all()).isEmpty();
        return file.orElseThrow().plan();
    }
}
