package dev.freshet.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final RunSpec SPEC = RunSpec.inMemory(JobName.VIEWS, JobParameters.of(JobName.VIEWS), 1_000_000, 2);
    private static final Answer RIGHT = new Answer(3, 42, 0);
    private static final Answer WRONG = new Answer(3, 43, 0);

    @Test
    void enginesTakeTurns() {
        List<String> order = new ArrayList<>();
        compare(3, List.of("freshet", "storm"), order, RIGHT);
        assertThat(order).containsExactly("freshet", "storm", "freshet", "storm", "freshet", "storm");
    }

    @Test
    void ratiosAreMediansOfRoundsAndGreaterThanOneWhereFreshetIsBetter() throws Exception {
        Comparison comparison = compare(3, List.of("freshet", "storm"), new ArrayList<>(), RIGHT);
        Comparison.Ratio ratio = Objects.requireNonNull(comparison.ratios().get("storm"));
        // Freshet takes 1, 2, 3 s; Storm 10 times that, twice in the second round.
        assertThat(ratio.throughput().median()).isCloseTo(10, within(1e-9));
        assertThat(ratio.throughput().greatest()).isCloseTo(20, within(1e-9));
        assertThat(ratio.cpu().median()).isCloseTo(10, within(1e-9));
        JsonNode json = new ObjectMapper().readTree(ReportJson.of(comparison));
        assertThat(json.path("job").asText()).isEqualTo("views");
        assertThat(json.path("rounds").asInt()).isEqualTo(3);
        assertThat(json.path("ratios").path("storm").path("cpu").asDouble()).isCloseTo(10, within(1e-9));
        assertThat(json.path("engines").path("freshet").path("checksum").asText())
                .isEqualTo("000000000000002a");
        assertThat(json.has("void")).isFalse();
    }

    @Test
    void aWrongAnswerMakesItVoid(@TempDir Path folder) throws Exception {
        Comparison comparison = compare(2, List.of("freshet", "storm"), new ArrayList<>(), WRONG);
        assertThat(comparison.disagreements()).hasSize(2).first().asString().contains("storm answered 3 rows");
        assertThat(comparison.ratios()).isEmpty();
        assertThat(ReportTable.of(comparison)).contains("VOID: answers differ");
        assertThat(new ObjectMapper().readTree(ReportJson.of(comparison)).path("void"))
                .hasSize(2);
        List<Path> files = new ResultFiles(folder).write(comparison, "freshet bench");
        assertThat(Files.readString(files.get(0)))
                .contains("# void: storm answered")
                .contains("1,freshet,1000000,");
        assertThat(Files.readString(files.get(1)))
                .startsWith("<svg")
                .contains("VOID")
                .endsWith("</svg>\n");
    }

    private static Comparison compare(int rounds, List<String> engines, List<String> order, Answer ofStorm) {
        Map<String, Integer> calls = new HashMap<>();
        Driver driver = new Driver(
                (engine, spec) -> {
                    order.add(engine);
                    int round = calls.merge(engine, 1, Integer::sum);
                    boolean own = engine.equals("freshet");
                    long seconds = own ? round : 10L * round * (round == 2 ? 2 : 1);
                    return new RunResult(
                            engine,
                            spec.events(),
                            seconds * 1_000_000_000,
                            seconds * 1_500_000_000,
                            own ? RIGHT : ofStorm,
                            1,
                            1,
                            1,
                            null);
                },
                line -> {});
        return driver.compare(SPEC, rounds, engines, () -> {});
    }
}
