package dev.freshet.bolts.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.redis.RedisLink;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.RedisExtension;
import dev.freshet.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

@ExtendWith(RedisExtension.class)
class HeldLogEncoderIT {
    private static final Schema SCHEMA = Schema.of(Field.required("n", Type.BIGINT));

    private final String job = "job-" + UUID.randomUUID();
    private boolean packed;
    private final String stream = ResultKeys.log(job, "alerts");

    @Test
    void appendsRowsOnceTheirEpochIsComplete(RedisServer redis) {
        try (RedisLink link = new RedisLink(RedisConfig.parse(redis.url()), "test");
                RedisClient client = RedisClient.create(redis.url())) {
            HeldLogEncoder encoder = encoder(0);
            encoder.add(rows(0, 450), 1);
            assertThat(taken(encoder)).as("the epoch is open").isEmpty();
            StateOutput snapshot = new StateOutput();
            encoder.barrier(1, 7, snapshot);
            assertThat(encoder.isDue(view(1, 6))).isFalse();
            assertThat(encoder.isDue(view(2, 7)))
                    .as("another generation's epoch")
                    .isFalse();
            assertThat(encoder.isDue(view(1, 7))).isTrue();
            List<Call> calls = taken(encoder);
            link.send(calls);
            link.send(calls);
            encoder.written();
            assertThat(taken(encoder)).isEmpty();
            assertThat(numbers(client)).isEqualTo(range(0, 450));

            HeldLogEncoder successor = encoder(1);
            successor.restore(in(snapshot), false);
            successor.barrier(2, 8, new StateOutput());
            link.send(taken(successor));
            successor.written();
            assertThat(numbers(client)).as("committed again by another task").isEqualTo(range(0, 450));
        }
    }

    @Test
    @ExtendWith(Seed.class)
    void appendsEachRowOnceThroughCrashesAndZombies(RedisServer redis, RandomSource random) {
        appendsEachRowOnce(redis, random);
    }

    @Test
    @ExtendWith(Seed.class)
    void appendsEachRowOncePacked(RedisServer redis, RandomSource random) {
        packed = true;
        appendsEachRowOnce(redis, random);
    }

    private void appendsEachRowOnce(RedisServer redis, RandomSource random) {
        List<Long> expected = new ArrayList<>();
        try (RedisLink link = new RedisLink(RedisConfig.parse(redis.url()), "test");
                RedisClient client = RedisClient.create(redis.url())) {
            HeldLogEncoder encoder = encoder(0);
            StateOutput base = null;
            long generation = 1;
            long completed = 0;
            long next = 0;
            List<Long> uncertain = new ArrayList<>();
            for (long epoch = 1; epoch <= 200; epoch++) {
                int count = random.chance(0.25) ? 0 : random.nextInt(0, 300);
                encoder.add(rows(next, count), generation);
                uncertain.addAll(range(next, count));
                next += count;
                StateOutput snapshot = new StateOutput();
                encoder.barrier(generation, epoch, snapshot);
                List<Call> before = taken(encoder);
                boolean complete = random.chance(0.8);
                if (complete) {
                    // All that was complete before is written before the epoch is reported.
                    link.send(before);
                    encoder.written();
                    base = snapshot;
                    completed = epoch;
                    expected.addAll(uncertain);
                    uncertain.clear();
                    if (random.nextBoolean() && encoder.isDue(view(generation, completed))) {
                        List<Call> calls = taken(encoder);
                        link.send(calls.subList(0, random.nextInt(0, calls.size() + 1)));
                        if (random.nextBoolean()) {
                            link.send(calls);
                            encoder.written();
                        }
                    }
                }
                if (!complete || random.chance(0.25)) {
                    // No epoch follows one that failed, but in a new generation.
                    HeldLogEncoder zombie = encoder;
                    generation++;
                    uncertain.clear();
                    encoder = encoder(0);
                    if (base != null) {
                        encoder.restore(in(base), true);
                    }
                    if (random.nextBoolean() && zombie.isDue(view(generation - 1, completed))) {
                        link.send(taken(zombie));
                    }
                }
            }
            encoder.barrier(generation, 201, new StateOutput());
            link.send(taken(encoder));
            encoder.written();
            assertThat(numbers(client)).isEqualTo(expected);
        }
    }

    private HeldLogEncoder encoder(int index) {
        LogStream log = packed
                ? new PackedLog(stream, SCHEMA, 600_000, 1_000_000)
                : new EntryLog(stream, SCHEMA, 600_000, 1_000_000, true);
        return new HeldLogEncoder(log, index);
    }

    private static List<Call> taken(HeldLogEncoder encoder) {
        List<Call> calls = new ArrayList<>();
        encoder.take(0, calls);
        return calls;
    }

    private static StateInput in(StateOutput snapshot) {
        return new StateInput(snapshot.toBytes(), 0, snapshot.size());
    }

    private static EpochView view(long generation, long completed) {
        return new EpochView(1, EpochView.State.RUNNING, generation, null, 0, completed, false);
    }

    private List<Long> numbers(RedisClient client) {
        List<Long> numbers = new ArrayList<>();
        for (StreamEntry entry : client.xrange(stream, (StreamEntryID) null, null)) {
            Map<String, String> fields = entry.getFields();
            String lines = fields.getOrDefault("_data", fields.get("_time") + "," + fields.get("n") + "\n");
            for (String line : lines.split("\n")) {
                long number = Long.parseLong(line.substring(line.indexOf(',') + 1));
                assertThat(line).isEqualTo(1000 * number + "," + number);
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static List<Long> range(long from, int count) {
        List<Long> range = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            range.add(from + i);
        }
        return range;
    }

    private static Batch rows(long from, int count) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (int i = 0; i < count; i++) {
            builder.putLong(0, from + i);
            builder.endRow(1000 * (from + i));
        }
        return builder.build(Origin.DERIVED);
    }
}
