package dev.freshet.topologies.pipeline;

import static dev.freshet.topologies.pipeline.AggregateText.approxDistinct;
import static dev.freshet.topologies.pipeline.AggregateText.count;
import static dev.freshet.topologies.pipeline.AggregateText.quantile;
import static dev.freshet.topologies.pipeline.AggregateText.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.Step;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.yaml.PlanReader;
import dev.freshet.topologies.yaml.PlanWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static Plan plan() {
        Pipeline p = Pipeline.named("hosts");
        Stream flows = p.from(Input.json("flows")
                        .field("ts", "TIMESTAMP(ms)")
                        .field("src", "VARCHAR")
                        .field("dst_port", "BIGINT")
                        .field("bytes", "BIGINT")
                        .outOfOrder(Duration.ofSeconds(5)))
                .filter("bytes > 0");
        flows.keyBy("src")
                .window(Windows.tumbling(Duration.ofMinutes(1)))
                .aggregate(
                        count().as("flows"),
                        sum("bytes").as("bytes"),
                        approxDistinct("dst_port").as("ports"))
                .to(RedisSink.windows("host_minute").retain(Duration.ofHours(24)));
        return p.plan();
    }

    /** Stands in docs/pipelines.md. */
    private static Plan shop() {
        Pipeline shop = Pipeline.named("shop");
        Stream orders = shop.from(Input.json("orders")
                .field("ts", "TIMESTAMP(ms)")
                .field("customer", "VARCHAR")
                .field("amount", "DOUBLE")
                .field("country", "VARCHAR NULL")
                .outOfOrder(Duration.ofSeconds(5)));
        orders.filter("amount > 0")
                .keyBy("country")
                .window(Windows.tumbling(Duration.ofMinutes(1)))
                .aggregate(
                        count().as("orders"),
                        sum("amount").as("amount"),
                        quantile("amount", 0.95).as("p95"))
                .to(RedisSink.windows("sales_minute").retain(Duration.ofHours(24)));
        Plan plan = shop.plan();
        return plan;
    }

    /** Stands in docs/pipelines.md. */
    private static Plan paid() {
        Pipeline paid = Pipeline.named("paid");
        Stream orders = paid.from(Input.json("orders")
                .field("ts", "TIMESTAMP(ms)")
                .field("id", "BIGINT")
                .field("country", "VARCHAR"));
        Stream payments =
                paid.from(Input.json("payments").field("ts", "TIMESTAMP(ms)").field("order_id", "BIGINT"));
        orders.join(payments, Join.left().on("id = order_id").within(Duration.ZERO, Duration.ofMinutes(10)))
                .filter("order_id IS NULL")
                .keyBy("country")
                .window(Windows.tumbling(Duration.ofHours(1)))
                .aggregate(count().as("orders"))
                .to(RedisSink.windows("unpaid_hour"));
        return paid.plan();
    }

    @Test
    void joinsStreams() {
        assertThat(paid().steps().get(0).inputs()).containsExactly("orders", "payments");
        assertThat(paid().schema(paid().steps().get(0).name()).names())
                .containsExactly("ts", "id", "country", "payments_ts", "order_id");
        assertThatThrownBy(() -> Join.inner().on("a = b = c")).isInstanceOf(PipelineException.class);
        assertThatThrownBy(() -> Join.inner().within(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("lower bound");
    }

    @Test
    void dropsDuplicatesAndLooksAtOtherRows() {
        Stream trades = Pipeline.named("ticks")
                .from(Input.json("trades")
                        .field("ts", "TIMESTAMP(ms)")
                        .field("symbol", "VARCHAR")
                        .field("price", "DOUBLE"));
        Stream made = trades.dedup(Duration.ofMinutes(10), "symbol", "ts")
                .analyze(Duration.ofHours(1), "price - LAG(price) AS change", "symbol")
                .analyze("ROW_NUMBER() AS n");
        assertThat(made.schema().names()).containsExactly("ts", "symbol", "price", "change", "n");
        assertThat(made.name()).isEqualTo("trades.analyze2");
        assertThatThrownBy(() -> trades.dedup(Duration.ZERO, "symbol")).hasMessageContaining("at least 1 ms");
        assertThatThrownBy(() -> trades.dedup(Duration.ofSeconds(1), "symbl")).hasMessageContaining("symbl");
        assertThatThrownBy(() -> trades.analyze("LAG(prise) AS p")).isInstanceOf(PipelineException.class);
        assertThatThrownBy(() -> trades.analyze(Duration.ofSeconds(-1), "ROW_NUMBER() AS n"))
                .hasMessageContaining("negative");
    }

    @Test
    void saysTheSameAsTheReadmesFile() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int yaml = readme.indexOf("name: shop");
        Plan file = read(readme.substring(yaml, readme.indexOf("```", yaml)));
        assertThat(shop().inputs()).isEqualTo(file.inputs());
        assertThat(clauses(shop()).replace("\"", "")).isEqualTo(clauses(file));
        assertThat(shop().sinks())
                .singleElement()
                .satisfies(sink ->
                        assertThat(sink.keys()).isEqualTo(file.sinks().get(0).keys()))
                .satisfies(sink -> assertThat(sink.retainMs())
                        .isEqualTo(file.sinks().get(0).retainMs()));
    }

    private static String clauses(Plan plan) {
        return plan.steps().stream().map(Step::describe).collect(Collectors.joining("\n"));
    }

    @Test
    void buildsWhatWasSaid() {
        assertThat(plan().steps())
                .extracting(Step::describe)
                .containsExactly(
                        "where bytes > 0",
                        "by src window 1m aggregate count() AS \"flows\", sum(bytes) AS \"bytes\","
                                + " approx_distinct(dst_port) AS \"ports\"");
        assertThat(plan().sinks().get(0).keys()).containsExactly("src");
    }

    @Test
    void windowsHaveManyShapes() {
        Pipeline p = Pipeline.named("shapes");
        KeyedStream flows = p.from(
                        Input.json("flows").field("ts", "TIMESTAMP(ms)").field("src", "VARCHAR"))
                .keyBy("src");
        flows.window(Windows.session(Duration.ofSeconds(90)))
                .aggregate(count().as("n"))
                .to(RedisSink.windows("visits"));
        flows.window(Windows.cumulative(Duration.ofDays(1), Duration.ofHours(1)))
                .early(Duration.ofSeconds(10))
                .aggregate(count().as("n"))
                .to(RedisSink.windows("today"));
        flows.window(Windows.rows(100)).aggregate(count().as("n")).to(RedisSink.log("hundreds"));
        Plan plan = p.plan();
        assertThat(plan.steps())
                .extracting(Step::describe)
                .containsExactly(
                        "by src window session 1m30s aggregate count() AS \"n\"",
                        "by src window 1d cumulative 1h aggregate count() AS \"n\"",
                        "by src window 100 rows aggregate count() AS \"n\"");
        assertThat(read(PlanWriter.text(plan)).steps())
                .extracting(Step::describe)
                .isEqualTo(plan.steps().stream().map(Step::describe).toList());
    }

    @Test
    void sessionsRefuseWhatWouldTakeResultsBack() {
        WindowedStream sessions = Pipeline.named("p")
                .from(Input.json("in").field("ts", "TIMESTAMP(ms)").field("a", "BIGINT"))
                .keyBy("a")
                .window(Windows.session(Duration.ofSeconds(30)));
        assertThatThrownBy(() -> sessions.allowedLateness(Duration.ofSeconds(5)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("sessions take no allowed lateness")
                .hasMessageContaining("lateness 5000 ms");
        assertThatThrownBy(() -> sessions.early(Duration.ofSeconds(1)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("sessions show nothing early");
        assertThatThrownBy(() -> sessions.aggregate(count().as("n")).top(3, "n"))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("a session has one key");
        KeyedStream keyed = Pipeline.named("q")
                .from(Input.json("in").field("ts", "TIMESTAMP(ms)").field("a", "BIGINT"))
                .keyBy("a");
        Stream dozens = keyed.window(Windows.rows(12)).aggregate(count().as("n"));
        assertThatThrownBy(() -> dozens.to(RedisSink.windows("dozens")))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("must be a log");
        assertThatThrownBy(() -> dozens.top(3, "n")).hasMessageContaining("one key each");
        assertThatThrownBy(() -> Windows.rows(0)).hasMessageContaining("at least 1 row (0)");
        assertThatThrownBy(() -> keyed.window(Windows.rows(12)).early(Duration.ofSeconds(1)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("show nothing early");
        assertThatThrownBy(() -> Windows.cumulative(Duration.ofHours(1), Duration.ofMinutes(7)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("must be a multiple of its step");
    }

    @Test
    void isAFileToo() {
        Plan read = read(PlanWriter.text(plan()));
        assertThat(read.inputs()).isEqualTo(plan().inputs());
        assertThat(read.steps())
                .extracting(Step::describe)
                .isEqualTo(plan().steps().stream().map(Step::describe).toList());
    }

    @Test
    void failsWhereItIsWrong() {
        Stream in = Pipeline.named("p")
                .from(Input.json("in").field("ts", "TIMESTAMP(ms)").field("a", "BIGINT"));
        assertThatThrownBy(() -> in.filter("b > 1"))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("no column 'b'");
        assertThatThrownBy(() -> in.keyBy("a", "a")).hasMessageContaining("stands twice");
        assertThatThrownBy(() -> in.top(3, "a")).hasMessageContaining("ranks the results");
    }

    private static Plan read(String yaml) {
        Problems problems = new Problems();
        return PlanReader.read("test.yaml", yaml, List.of(), problems)
                .orElseThrow(() -> new AssertionError(problems.all() + "\n" + yaml))
                .plan();
    }
}
