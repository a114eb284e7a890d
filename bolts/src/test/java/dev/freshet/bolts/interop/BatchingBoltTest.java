package dev.freshet.bolts.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bolts.PartitionBolt;
import dev.freshet.bolts.TaskBench;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.DeadLetters;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.storm.Control;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchingBoltTest {
    private static final Schema ROWS = Schema.of(
            Field.required("at", Type.TIMESTAMP),
            Field.required("host", Type.VARCHAR),
            Field.nullable("share", Type.DOUBLE),
            Field.nullable("n", Type.BIGINT));
    private static final BatchingSpec SPEC = BatchingSpec.of("plain", ROWS, "at")
            .outOfOrder(Duration.ofSeconds(2))
            .idleAfter(Duration.ofSeconds(3))
            .flush(4, Duration.ofMillis(20));

    private final AtomicLong nowMs = new AtomicLong(1_000_000);
    private final BatchingBolt bolt = new BatchingBolt(SPEC, nowMs::get, EdgeSpec.keyed("rows", List.of("host")));
    private final TaskBench bench = bench(bolt);

    @AfterEach
    void close() {
        bolt.cleanup();
    }

    @Test
    void aBatchIsSentWhenItIsFullAnchoredToItsTuplesWhichAreAckedThen() {
        List<Tuple> tuples = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            assertThat(bench.acked).isEmpty();
            assertThat(bench.emitted).isEmpty();
            tuples.add(send(10_000L + i, "h" + i % 2, 0.5, i));
        }
        assertThat(bench.acked).containsExactlyElementsOf(tuples);
        assertThat(sentRows())
                .containsExactlyInAnyOrder("10000 h0 0.5 0", "10001 h1 0.5 1", "10002 h0 0.5 2", "10003 h1 0.5 3");
        assertThat(bench.on("rows")).allSatisfy(part -> {
            assertThat(part.anchors()).containsExactlyElementsOf(tuples);
            assertThat(part.batch().origin()).isEqualTo(new Origin("plain", 0, 0, 3));
        });
        assertThat(bench.failed).isEmpty();
    }

    @Test
    void eventTimeFollowsTheRowsToEveryTask() {
        send(10_000L, "a", null, null);
        nowMs.addAndGet(20);
        send(9_000L, "b", null, null);
        List<TaskBench.Emitted> controls = bench.on(Tuples.CONTROL_STREAM);
        assertThat(controls).extracting(TaskBench.Emitted::task).containsExactlyInAnyOrder(3, 4, 5);
        assertThat(controls).allSatisfy(control -> {
            assertThat(control.anchors()).isEmpty();
            assertThat(control.control().watermarkMs()).isEqualTo(8_000);
            assertThat(control.control().maxEventTimeMs()).isEqualTo(10_000);
            assertThat(control.control().idle()).isFalse();
        });
        TaskBench.Emitted last = bench.emitted.get(bench.emitted.size() - 1);
        assertThat(last.stream()).isEqualTo(Tuples.CONTROL_STREAM);
    }

    @Test
    void rowsAreJudgedByWhatWasKnownBeforeThem() {
        send(10_000L, "a", null, null);
        send(20_000L, "a", null, null);
        send(15_000L, "a", null, null);
        send(21_000L, "a", null, null);
        Batch batch = bench.on("rows").get(0).batch();
        assertThat(batch.arrivalWatermarks()).isNotNull();
        assertThat(Arrays.copyOf(batch.arrivalWatermarks(), 4)).containsExactly(Long.MIN_VALUE, 8_000, 18_000, 18_000);
    }

    @Test
    void whatIsHeldIsSentByTheTickAndNotToldOfBefore() {
        Tuple held = send(10_000L, "a", null, null);
        assertThat(bench.emitted).isEmpty();
        Tuple tick = bench.tick();
        bolt.execute(tick);
        assertThat(bench.acked).containsExactly(held, tick);
        assertThat(sentRows()).containsExactly("10000 a null null");
        assertThat(lastControl().watermarkMs()).isEqualTo(8_000);
    }

    @Test
    void aTupleAfterAPauseIsNotHeldUp() {
        send(1L, "a", null, null);
        bolt.execute(bench.tick());
        nowMs.addAndGet(500);
        Tuple alone = send(2L, "a", null, null);
        assertThat(bench.acked).contains(alone);
        Tuple closeBehind = send(3L, "a", null, null);
        assertThat(bench.acked).doesNotContain(closeBehind);
        nowMs.addAndGet(20);
        send(4L, "a", null, null);
        assertThat(bench.acked).contains(closeBehind);
    }

    @Test
    void aSilentTaskIsIdleFromTheBeginning() {
        bolt.execute(bench.tick());
        assertThat(lastControl()).satisfies(control -> {
            assertThat(control.watermarkMs()).isEqualTo(Long.MIN_VALUE);
            assertThat(control.idle()).isFalse();
        });
        nowMs.addAndGet(3_000);
        bolt.execute(bench.tick());
        assertThat(lastControl().idle()).isTrue();
        nowMs.addAndGet(100);
        send(5_000L, "a", null, null);
        assertThat(lastControl().idle()).isFalse();
        assertThat(lastControl().watermarkMs()).isEqualTo(3_000);
    }

    @Test
    void nothingIsAckedThatWasNotSent() {
        Tuple held = send(10_000L, "a", null, null);
        bolt.cleanup();
        assertThat(bench.acked).doesNotContain(held);
        assertThat(bench.on("rows")).isEmpty();
    }

    @Test
    void whatIsNoRowIsADeadLetterAndIsAcked() {
        Tuple noTime = send(null, "a", null, null);
        Tuple badTime = send("today", "a", null, null);
        Tuple noHost = send(Instant.ofEpochMilli(7), null, null, null);
        Tuple badNumber = send(7L, "a", "0.5", null);
        assertThat(bench.acked).containsExactly(noTime, badTime, noHost, badNumber);
        assertThat(bench.on("rows")).isEmpty();
        TaskBench.Emitted dead = bench.on(Tuples.DEAD_STREAM).get(0);
        assertThat(dead.anchors()).containsExactly(noTime, badTime, noHost, badNumber);
        Batch letters = dead.batch();
        assertThat(IntStream.range(0, 4).mapToObj(row -> text(letters, DeadLetters.REASON, row)))
                .containsExactly("missing_time", "bad_time", "missing_field", "wrong_type");
        assertThat(text(letters, DeadLetters.DETAIL, 3))
                .isEqualTo("field 'share' must be DOUBLE (is a java.lang.String), in a tuple of in");
        assertThat(lastControl().maxEventTimeMs()).as("no row, no time").isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void numbersAndTimesComeInManyKinds() {
        send(Instant.ofEpochMilli(-5), "a", 1, (short) 7);
        send(new java.util.Date(6), new StringBuilder("b"), 1.5f, 8);
        send(7, Type.BIGINT, Long.MAX_VALUE, (byte) 9);
        send(8L, "", Double.NaN, new java.math.BigInteger("-9223372036854775808"));
        assertThat(sentRows())
                .containsExactlyInAnyOrder(
                        "-5 a 1.0 7", "6 b 1.5 8", "7 BIGINT 9.223372036854776E18 9", "8  NaN -9223372036854775808");
        assertThat(bench.on(Tuples.DEAD_STREAM)).isEmpty();
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(
                        () -> new BatchingSpec("plain", ROWS, "host", -1, 0, 0, 20, dev.freshet.bolts.NoBoard.INSTANCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be TIMESTAMP or BIGINT")
                .hasMessageContaining("disorder must not be negative (-1 ms)")
                .hasMessageContaining("idle time must be at least 1 ms (0 ms)")
                .hasMessageContaining("rows 0");
    }

    private Tuple send(@Nullable Object at, @Nullable Object host, @Nullable Object share, @Nullable Object n) {
        Tuple tuple = bench.tuple("in", Utils.DEFAULT_STREAM_ID, Arrays.asList(host, at, n, share));
        bolt.execute(tuple);
        return tuple;
    }

    private Control lastControl() {
        List<TaskBench.Emitted> controls = bench.on(Tuples.CONTROL_STREAM);
        return controls.get(controls.size() - 1).control();
    }

    private List<String> sentRows() {
        List<String> rows = new ArrayList<>();
        for (TaskBench.Emitted part : bench.on("rows")) {
            Batch batch = part.batch();
            for (int i = 0; i < batch.size(); i++) {
                int row = batch.row(i);
                rows.add(batch.column(0).value(row) + " " + batch.column(1).value(row) + " "
                        + batch.column(2).value(row) + " " + batch.column(3).value(row));
            }
        }
        return rows;
    }

    private static String text(Batch batch, String column, int row) {
        return String.valueOf(batch.column(batch.schema().requireIndex(column)).value(row));
    }

    private static TaskBench bench(BatchingBolt bolt) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("in", new PlainSpout("", 0, 0));
        builder.setBolt("batching", bolt).shuffleGrouping("in");
        Wiring.subscribe(
                builder.setBolt("next", new PartitionBolt("next", ROWS, EdgeSpec.single("out")), 2),
                "batching",
                "rows");
        Wiring.subscribeDead(
                builder.setBolt("dead", new PartitionBolt("dead", DeadLetters.SCHEMA, EdgeSpec.single("out")), 1),
                "batching");
        TaskBench bench = new TaskBench(
                builder.createTopology(),
                Map.of("in", List.of(1), "batching", List.of(2), "next", List.of(3, 4), "dead", List.of(5)),
                "batching");
        bolt.prepare(Map.of(), bench.context(), bench.collector());
        return bench;
    }
}
