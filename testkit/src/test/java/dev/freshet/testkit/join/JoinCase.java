package dev.freshet.testkit.join;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.join.JoinColumn;
import dev.freshet.core.join.JoinInputs;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.time.PartitionClock;
import dev.freshet.testkit.operator.OperatorKit.InputWatermark;
import dev.freshet.testkit.operator.OperatorKit.Rows;
import dev.freshet.testkit.operator.OperatorKit.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Made-up events of two or more streams, each of several partitions, and ways in which they may arrive. */
final class JoinCase {
    static final List<String> KEYS = List.of("k", "n");
    static final Schema SCHEMA = Schema.of(
            Field.nullable("k", Type.VARCHAR),
            Field.nullable("n", Type.BIGINT),
            Field.required("id", Type.BIGINT),
            Field.nullable("note", Type.VARCHAR),
            Field.nullable("x", Type.DOUBLE),
            Field.nullable("ok", Type.BOOLEAN),
            Field.required("at", Type.TIMESTAMP));
    static final JoinInputs INPUTS = new JoinInputs(SCHEMA, SCHEMA, KEYS, KEYS);
    static final List<JoinColumn> LEFT_COLUMNS = List.of(
            JoinColumn.left("id"), JoinColumn.left("k"), JoinColumn.left("note"), JoinColumn.left("x", "left_x"));
    /** Columns of both sides, one of them twice. */
    static final List<JoinColumn> COLUMNS = List.of(
            JoinColumn.left("id"),
            JoinColumn.right("id", "other"),
            JoinColumn.right("note", "other_note"),
            JoinColumn.left("note"),
            JoinColumn.right("ok"),
            JoinColumn.right("x", "other_x"),
            JoinColumn.right("at", "other_at"),
            JoinColumn.right("id", "again"),
            JoinColumn.right("k", "other_k"));

    private static final long[] BASES = {
        0, 1_700_000_000_000L, -5_000, Long.MIN_VALUE + 20_000_000, Long.MAX_VALUE - 20_000_000
    };
    private static final int ORDINALS = 1_000_000;

    /**
     * One event; its place in its partition's list is its offset.
     *
     * @param ordinal the place of partition and offset in the order of all, and its id
     */
    record Event(
            long time,
            long ordinal,
            @Nullable String k,
            @Nullable Long n,
            @Nullable String note,
            @Nullable Double x,
            @Nullable Boolean ok) {}

    final long boundMs;
    private final List<List<List<Event>>> sides = new ArrayList<>();

    JoinCase(Random random) {
        this(random, 2, 50);
    }

    /** @param mostEvents of a partition */
    JoinCase(Random random, int count, int mostEvents) {
        boundMs = random.nextInt(20);
        long baseMs = BASES[random.nextInt(BASES.length)];
        int texts = 1 + random.nextInt(4);
        long spanMs = random.nextInt(4) == 0 ? 100_000 : 100;
        for (int side = 0; side < count; side++) {
            List<List<Event>> partitions = new ArrayList<>();
            int most = random.nextInt(8) == 0 ? 1 : mostEvents;
            for (int partition = random.nextInt(3); partition >= 0; partition--) {
                partitions.add(events(random, partitions.size(), most, baseMs, spanMs, texts));
            }
            sides.add(partitions);
        }
    }

    private List<Event> events(Random random, int partition, int most, long baseMs, long spanMs, int texts) {
        long disorderMs = random.nextBoolean() ? boundMs : boundMs + random.nextInt(60);
        int step = 1 + random.nextInt(4);
        List<Event> events = new ArrayList<>();
        long time = baseMs;
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            time += random.nextInt(20) == 0 ? random.nextLong(spanMs) : random.nextInt(step);
            events.add(new Event(
                    // Often by just as much as it may be late.
                    time - (random.nextInt(3) == 0 ? disorderMs : random.nextLong(disorderMs + 1)),
                    (long) partition * ORDINALS + events.size(),
                    random.nextInt(10) == 0 ? null : "key" + random.nextInt(texts),
                    random.nextInt(20) == 0 ? null : (long) random.nextInt(2),
                    random.nextInt(5) == 0 ? null : "ä".repeat(random.nextInt(4)) + random.nextInt(100),
                    random.nextInt(5) == 0 ? null : random.nextInt(1000) / 8.0,
                    random.nextInt(5) == 0 ? null : random.nextBoolean()));
        }
        return events;
    }

    /** The events of one side that are in time: late are those for which the watermark before them had come this far. */
    List<Event> inTime(int side, LongUnaryOperator lateAt) {
        List<Event> taken = new ArrayList<>();
        for (List<Event> partition : sides.get(side)) {
            PartitionClock clock = new PartitionClock(boundMs);
            for (Event event : partition) {
                if (lateAt.applyAsLong(event.time) > clock.observe(event.time)) {
                    taken.add(event);
                }
            }
        }
        return taken;
    }

    int sides() {
        return sides.size();
    }

    int count() {
        return sides.stream().flatMap(List::stream).mapToInt(List::size).sum();
    }

    /** One way: partitions of all sides interleaved at random, each side's watermarks strewn in. */
    List<Step> arrival(Random random) {
        List<Step> steps = new ArrayList<>();
        int[][] next =
                sides.stream().map(partitions -> new int[partitions.size()]).toArray(int[][]::new);
        List<List<PartitionClock>> clocks = sides.stream()
                .map(partitions -> partitions.stream()
                        .map(unused -> new PartitionClock(boundMs))
                        .toList())
                .toList();
        int most = 1 + random.nextInt(30);
        for (int left = count(); left > 0; ) {
            int side = random.nextInt(next.length);
            int partition = random.nextInt(next[side].length);
            int rest = sides.get(side).get(partition).size() - next[side][partition];
            int count = Math.min(1 + random.nextInt(most), rest);
            if (count > 0) {
                steps.add(rows(
                        side,
                        partition,
                        next[side][partition],
                        count,
                        clocks.get(side).get(partition)));
                next[side][partition] += count;
                left -= count;
            }
            if (random.nextInt(3) == 0) {
                int told = random.nextInt(next.length);
                steps.add(new InputWatermark(told, watermark(sides.get(told), next[told], clocks.get(told))));
            }
        }
        return steps;
    }

    private static long watermark(List<List<Event>> partitions, int[] next, List<PartitionClock> clocks) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < next.length; i++) {
            if (next[i] < partitions.get(i).size()) {
                least = Math.min(least, clocks.get(i).watermarkMs());
            }
        }
        return least;
    }

    private Rows rows(int side, int partition, int from, int count, PartitionClock clock) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (int offset = from; offset < from + count; offset++) {
            Event event = sides.get(side).get(partition).get(offset);
            if (event.k != null) {
                builder.putText(0, event.k);
            }
            if (event.n != null) {
                builder.putLong(1, event.n);
            }
            builder.putLong(2, event.ordinal);
            if (event.note != null) {
                builder.putText(3, event.note);
            }
            if (event.x != null) {
                builder.putDouble(4, event.x);
            }
            if (event.ok != null) {
                builder.putBoolean(5, event.ok);
            }
            builder.putLong(6, event.time);
            builder.endRow(event.time, offset, clock.observe(event.time));
        }
        return new Rows(side, builder.build(new Origin("side" + side, partition, from, from + count - 1L)));
    }
}
