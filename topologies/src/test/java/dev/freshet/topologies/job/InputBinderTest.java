package dev.freshet.topologies.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.plan.Plan;
import dev.freshet.topologies.problem.Problem;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.problem.ProblemsException;
import dev.freshet.topologies.yaml.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputBinderTest {
    private static final String THREE = """
            name: shop
            inputs:
              orders: { format: json, schema: { ts: TIMESTAMP(ms), item: VARCHAR }, generator: network }
              returns: { format: json, schema: { ts: TIMESTAMP(ms), item: VARCHAR } }
              visits: { format: access-log }
            results:
              a: { from: orders }
              b: { from: returns }
              c: { from: visits }
            """;
    private static final String ONE = """
            name: shop
            inputs:
              orders: { format: json, schema: { ts: TIMESTAMP(ms), item: VARCHAR } }
            results:
              a: { from: orders }
            """;
    private static final String LINE = "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5\n";

    @TempDir
    private Path directory;

    private Problems problems = new Problems();
    private String log = "";
    private String json = "";

    @BeforeEach
    void files() throws IOException {
        log = Files.writeString(directory.resolve("access.log"), LINE).toString();
        json = Files.writeString(directory.resolve("events.json"), "{\"ts\":1}\n")
                .toString();
    }

    @Test
    void aPathGoesToTheInputThatItNames() {
        List<BoundInput> bound = bind(THREE, spec -> spec.input("returns=" + json));
        assertThat(said(bound)).containsExactly("returns: files [events.json], ends");
    }

    @Test
    void theOnlyInputNeedsNoName() {
        assertThat(said(bind(ONE, spec -> spec.input(log)))).containsExactly("orders: files [access.log], ends");
        assertThat(said(bind(ONE, spec -> spec.topic("t")))).containsExactly("orders: topic t []");
    }

    @Test
    void theFormatTellsTheInput() {
        assertThat(said(bind(THREE, spec -> spec.input(log)))).containsExactly("visits: files [access.log], ends");
        assertThat(said(bind(THREE, spec -> spec.input(json).format("access-log"))))
                .as("what was said stands above what the file looks like")
                .containsExactly("visits: files [events.json], ends");
        assertThat(said(bind(THREE, spec -> spec.topic("t").format("access-log"))))
                .containsExactly("visits: topic t []");
    }

    @Test
    void severalInputsOfAFormatMustBeToldApart() {
        assertThat(told(THREE, spec -> spec.input(json)))
                .containsExactly("--input: say which input '" + json + "' is: --input INPUT=" + json
                        + ", with INPUT one of orders (json), returns (json)");
        assertThat(told(THREE, spec -> spec.topic("t")))
                .containsExactly("--topic: say which input 't' is: --topic INPUT=t, with INPUT one of orders (json),"
                        + " returns (json), visits (access-log)");
    }

    @Test
    void pathsOfAnInputComeTogetherByName() throws IOException {
        Path more = Files.createDirectory(directory.resolve("more"));
        Files.writeString(more.resolve("b.json"), "{}\n");
        Files.writeString(more.resolve("a.json"), "{}\n");
        assertThat(said(bind(ONE, spec -> spec.input(json).input("orders=" + more + "/*.json"))))
                .containsExactly("orders: files [events.json, a.json, b.json], ends");
    }

    @Test
    void filesWithATopicAreLoadedIntoIt() {
        assertThat(said(bind(THREE, spec -> spec.input(log).topic("t"))))
                .as("the topic is that of the only input with files")
                .containsExactly("visits: topic t [access.log], ends");
        assertThat(said(bind(THREE, spec -> spec.input(log).topic("orders=t"))))
                .containsExactly("orders: topic t []", "visits: files [access.log], ends");
    }

    @Test
    void aTopicEndsOnlyWhereThatWasSaid() {
        assertThat(said(bind(ONE, spec -> spec.topic("t").untilEnd(true)))).containsExactly("orders: topic t [], ends");
        assertThat(told(ONE, spec -> spec.topic("t").events(5L)))
                .containsExactly("--events: --events is for files and generators: a topic ends by --until-end");
    }

    @Test
    void withNothingGivenGeneratorsStandIn() {
        assertThat(said(bind(THREE, spec -> spec))).containsExactly("orders: generator");
        assertThat(said(bind(THREE, spec -> spec.events(5L)))).containsExactly("orders: generator, ends");
        assertThat(told(ONE, spec -> spec))
                .containsExactly("--input: say where events come from, by --input [INPUT=]PATH or --topic"
                        + " [INPUT=]TOPIC; inputs: orders");
    }

    @Test
    void tellsAllThatIsWrong() {
        assertThat(told(
                        THREE,
                        spec -> spec.format("jsn")
                                .topic("ordrs=t")
                                .topic("orders=bad topic")
                                .topic("returns=t")
                                .topic("returns=u")))
                .containsExactly(
                        "--format: unknown format 'jsn': did you mean 'json'?",
                        "--topic: unknown input 'ordrs': did you mean 'orders'?",
                        "--topic: a topic's name has 1 to 249 letters, digits, '.', '_' or '-' (is 'bad topic')",
                        "--topic: input 'returns' has one topic (is 't' and 'u')");
        assertThat(told(ONE, spec -> spec.input(json).format("csv")))
                .containsExactly("--format: no input of 'shop' has the format csv; inputs: orders (json)");
    }

    @Test
    void aMissingFileIsNoWrongUse() {
        assertThat(told(ONE, spec -> spec.input("nowhere.json")))
                .singleElement()
                .asString()
                .contains("--input: ", "nowhere.json");
        assertThat(new ProblemsException(problems.all()).exitCode()).isEqualTo(1);
    }

    private List<BoundInput> bind(String yaml, UnaryOperator<JobSpecBuilder> asked) {
        List<BoundInput> bound = bound(yaml, asked);
        assertThat(problems.all()).isEmpty();
        return bound;
    }

    /** The problems that there are, each with its place. */
    private List<String> told(String yaml, UnaryOperator<JobSpecBuilder> asked) {
        bound(yaml, asked);
        return problems.all().stream().map(Problem::toString).toList();
    }

    private List<BoundInput> bound(String yaml, UnaryOperator<JobSpecBuilder> asked) {
        problems = new Problems();
        Plan plan = PlanReader.read("test.yaml", yaml, Readers.GENERATORS, problems)
                .orElseThrow(() -> new AssertionError(problems.all()))
                .plan();
        return new InputBinder(plan, asked.apply(JobSpec.application("shop")).build(), problems).bind();
    }

    private static List<String> said(List<BoundInput> bound) {
        return bound.stream()
                .map(input -> input.input().name() + ": " + said(input.binding()) + (input.bounded() ? ", ends" : ""))
                .toList();
    }

    private static String said(Binding binding) {
        if (binding instanceof Binding.Files files) {
            return "files " + names(files.files());
        }
        return binding instanceof Binding.Topic topic
                ? "topic " + topic.topic() + " " + names(topic.loadFirst())
                : "generator";
    }

    private static List<Path> names(List<Path> files) {
        return files.stream().map(Path::getFileName).toList();
    }
}
