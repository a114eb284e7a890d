package dev.freshet.topologies.pipeline;

import static dev.freshet.topologies.pipeline.AggregateText.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.Step;
import dev.freshet.core.window.Trigger;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.yaml.PlanReader;
import dev.freshet.topologies.yaml.PlanWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of pipelines in Java. */
class PipelineWindowsTest {
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
        Trigger hourly = Trigger.AT_END.everyRows(1000).every(Duration.ofHours(1));
        flows.window(Windows.global(hourly.discarding().idle(Duration.ofDays(1))))
                .aggregate(count().as("n"))
                .to(RedisSink.log("parts"));
        flows.window(Windows.global(hourly)).aggregate(count().as("n")).to(RedisSink.windows("totals"));
        Plan plan = p.plan();
        assertThat(plan.steps())
                .extracting(Step::describe)
                .containsExactly(
                        "by src window session 1m30s aggregate count() AS \"n\"",
                        "by src window 1d cumulative 1h aggregate count() AS \"n\"",
                        "by src window 100 rows aggregate count() AS \"n\"",
                        "by src window global every 1000 rows or 1h discard idle 1d aggregate count() AS \"n\"",
                        "by src window global every 1000 rows or 1h aggregate count() AS \"n\"");
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
        Stream parts = keyed.window(Windows.global(Trigger.AT_END.everyRows(9).discarding()))
                .aggregate(count().as("n"));
        assertThatThrownBy(() -> parts.to(RedisSink.windows("parts"))).hasMessageContaining("must be a log");
        assertThatThrownBy(() -> parts.top(3, "n")).hasMessageContaining("a global window of its own");
        assertThatThrownBy(() -> keyed.window(Windows.global(Trigger.AT_END)).early(Duration.ofSeconds(1)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("say 'every', which is event time");
        assertThatThrownBy(() -> Windows.rows(0)).hasMessageContaining("at least 1 row (0)");
        assertThatThrownBy(() -> keyed.window(Windows.rows(12)).early(Duration.ofSeconds(1)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("show nothing early");
        assertThatThrownBy(() -> Windows.cumulative(Duration.ofHours(1), Duration.ofMinutes(7)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("must be a multiple of its step");
    }

    private static Plan read(String yaml) {
        Problems problems = new Problems();
        return PlanReader.read("test.yaml", yaml, List.of(), problems)
                .orElseThrow(() -> new AssertionError(problems.all() + "\n" + yaml))
                .plan();
    }
}
