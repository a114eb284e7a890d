package dev.freshet.spouts.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Acks, fails and loses tuples in any order: nothing is lost, and the watermark is never ahead of an unacked row. */
class SourceTaskFuzz {
    private static final int OUT_OF_ORDER_MS = 50;
    private static final int RUNS = Integer.getInteger("freshet.fuzz.runs", 200);

    @Test
    void nothingIsLostAndTheWatermarkKeepsBehind() {
        for (long seed = 1; seed <= RUNS; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        Random random = new Random(seed);
        SourceTiming timing = SourceTiming.DEFAULT
                .outOfOrder(Duration.ofMillis(OUT_OF_ORDER_MS))
                .atSpeed(random.nextInt(3) == 0 ? 50 : 0);
        SourceLimits limits = new SourceLimits(1 + random.nextInt(20), 1 << 20, 1 + random.nextInt(8), 1 << 20);
        SourceHarness harness = new SourceHarness(timing, limits, 1 + random.nextInt(3));
        Set<String> expected = fill(harness, random);
        Set<String> acked = new HashSet<>();
        List<SourceHarness.Sent> underWay = new ArrayList<>();
        long watermark = Long.MIN_VALUE;
        for (int step = 0; step < 20_000 && !harness.task.finished(); step++) {
            harness.step(random.nextInt(60));
            underWay.addAll(harness.takeRows());
            for (SourceHarness.Sent sent : harness.takeControls()) {
                long next = SourceHarness.control(sent).watermarkMs();
                assertThat(next).as("seed %d: the watermark fell", seed).isGreaterThanOrEqualTo(watermark);
                watermark = next;
                if (random.nextInt(4) == 0) {
                    harness.task.failed(sent.id());
                } else {
                    harness.task.acked(sent.id());
                }
            }
            for (SourceHarness.Sent sent : underWay) {
                if (!sent.stream().equals("rows")) {
                    continue;
                }
                assertThat(earliestAllowed(sent.batch()))
                        .as("seed %d: unacked rows behind the watermark", seed)
                        .isGreaterThanOrEqualTo(watermark);
            }
            settleSome(harness, random, underWay, acked, seed);
        }
        assertThat(harness.task.finished()).as("seed %d: finished", seed).isTrue();
        assertThat(acked).as("seed %d", seed).isEqualTo(expected);
        for (int partition : harness.reader.partitions()) {
            int size = harness.reader.records.getOrDefault(partition, List.of()).size();
            assertThat(harness.reader.processed.getOrDefault(partition, 0L))
                    .as("seed %d", seed)
                    .isEqualTo(size);
        }
    }

    private static Set<String> fill(SourceHarness harness, Random random) {
        Set<String> expected = new HashSet<>();
        int partitions = 1 + random.nextInt(4);
        for (int partition = 0; partition < partitions; partition++) {
            harness.reader.put(partition);
            int records = random.nextInt(300);
            for (int i = 0; i < records; i++) {
                String record =
                        random.nextInt(20) == 0 ? "x" : Long.toString(i * 10L + random.nextInt(OUT_OF_ORDER_MS));
                harness.reader.put(partition, record);
                if (!record.equals("x")) {
                    expected.add(partition + ":" + i);
                }
            }
            harness.reader.ended.add(partition);
        }
        return expected;
    }

    /** No row of the batch is earlier than this: the least event time, all rows being within the bound of disorder. */
    private static long earliestAllowed(Batch batch) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < batch.size(); i++) {
            least = Math.min(least, batch.eventTime(batch.row(i)));
        }
        return least;
    }

    private static void settleSome(
            SourceHarness harness, Random random, List<SourceHarness.Sent> underWay, Set<String> acked, long seed) {
        while (!underWay.isEmpty() && random.nextInt(3) != 0) {
            SourceHarness.Sent sent = underWay.remove(random.nextInt(underWay.size()));
            if (random.nextInt(4) == 0) {
                harness.task.failed(sent.id());
                continue;
            }
            harness.task.acked(sent.id());
            Batch batch = sent.batch();
            if (!sent.stream().equals("rows")) {
                continue;
            }
            for (int i = 0; i < batch.size(); i++) {
                boolean first = acked.add(batch.origin().partition() + ":" + batch.offset(batch.row(i)));
                assertThat(first)
                        .as("seed %d: a row was sent twice though acked", seed)
                        .isTrue();
            }
        }
    }
}
