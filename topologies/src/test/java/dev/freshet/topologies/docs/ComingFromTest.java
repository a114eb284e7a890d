package dev.freshet.topologies.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.topologies.deploy.PlanDriver;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.yaml.PlanFile;
import dev.freshet.topologies.yaml.PlanReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pipeline of the pages for those who come from elsewhere, run on the input that stands there, gives what stands there. */
class ComingFromTest {
    private static final Path DOCS = Path.of("..", "docs");

    static Stream<Arguments> examples() throws IOException {
        Stream.Builder<Arguments> all = Stream.builder();
        for (String page : List.of("from-pandas.md", "from-flink.md", "from-kafka-streams.md", "from-storm.md")) {
            ExamplePage read = ExamplePage.read(DOCS.resolve(page));
            assertThat(read.examples()).as(page).hasSizeGreaterThan(3);
            read.examples().forEach(example -> all.add(Arguments.of(page, example)));
        }
        return all.build();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("examples")
    void givesWhatStandsThere(String page, ExamplePage.Example example) {
        Plan plan = plan(page, example.pipeline());
        List<String> results = plan.sinks().stream().map(SinkNode::name).toList();
        assertThat(example.answers().keySet()).as("answers shown").containsExactlyElementsOf(results);
        assertThat(example.asked()).as("where the answers stand").isNotEmpty();
        Plan bound = plan.boundTo(example.inputs().keySet());
        try (PlanDriver driver = PlanDriver.of(bound)) {
            example.inputs().forEach((input, records) -> {
                if (bound.input(input).isPresent()) {
                    driver.pipe(input, records.toArray(String[]::new));
                }
            });
            driver.end();
            assertThat(driver.dead()).isEmpty();
            assertThat(driver.held().entries()).isZero();
            for (String result : results) {
                assertThat(driver.csv(result))
                        .as(result)
                        .isEqualTo(example.answers().get(result));
            }
            InRedis redis = new InRedis(driver, results);
            example.asked()
                    .forEach(asked -> assertThat(redis.answer(asked.command()))
                            .as(asked.command())
                            .isEqualTo(asked.answer()));
        }
    }

    private static Plan plan(String page, String yaml) {
        Problems problems = new Problems();
        Optional<PlanFile> file = PlanReader.read(page, yaml, List.of(), problems);
        assertThat(problems.all()).as(yaml).isEmpty();
        return file.orElseThrow().plan();
    }
}
