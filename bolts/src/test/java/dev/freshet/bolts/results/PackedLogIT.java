package dev.freshet.bolts.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.redis.RedisLink;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.XTrimParams;

@ExtendWith(RedisExtension.class)
class PackedLogIT {
    private static final Schema SCHEMA = Schema.of(Field.required("n", Type.BIGINT));
    private static final int KEPT = 1_000;

    private final ResultSpec spec =
            ResultSpec.log("job-" + UUID.randomUUID(), "numbers", SCHEMA).asPacked();
    private final String stream = ResultKeys.log(spec.job(), spec.result());
    private final LogEncoder encoder = new LogEncoder(new PackedLog(stream, SCHEMA, 600_000, KEPT), "writer");

    @Test
    void keepsAsManyRowsAsItIsToAndEachAppendOnce(RedisServer redis) {
        try (RedisLink link = new RedisLink(RedisConfig.parse(redis.url()), "test");
                RedisClient client = RedisClient.create(redis.url());
                ResultReader reader = ResultReader.open(RedisConfig.parse(redis.url()))) {
            List<Call> first = append(link, 0, 1_100);
            assertThat(numbers(reader)).isEqualTo(range(0, 1_100));
            link.send(first);
            assertThat(numbers(reader)).as("sent again").isEqualTo(range(0, 1_100));
            assertThat(client.xlen(stream)).isEqualTo(3);

            append(link, 1_100, 3_000);
            List<Long> late = numbers(reader);
            assertThat(late).hasSizeBetween(KEPT, KEPT + PackedLog.ROWS_AN_ENTRY - 1);
            assertThat(late).isEqualTo(range(3_000 - late.size(), 3_000));

            client.xtrim(stream, XTrimParams.xTrimParams().maxLen(1).exactTrimming());
            append(link, 3_000, 5_000);
            assertThat(numbers(reader)).as("after somebody else took rows out").endsWith(4_999L);
            append(link, 5_000, 9_000);
            List<Long> last = numbers(reader);
            assertThat(last).hasSizeBetween(KEPT, KEPT + PackedLog.ROWS_AN_ENTRY - 1);
            assertThat(last).isEqualTo(range(9_000 - last.size(), 9_000));
        }
    }

    private List<Call> append(RedisLink link, long from, long to) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (long n = from; n < to; n++) {
            builder.putLong(0, n);
            builder.endRow(1000 * n);
        }
        encoder.add(builder.build(Origin.DERIVED), 1);
        List<Call> calls = new ArrayList<>();
        encoder.take(0, calls);
        link.send(calls);
        return calls;
    }

    private List<Long> numbers(ResultReader reader) {
        List<Long> numbers = new ArrayList<>();
        reader.log(spec, "", row -> {
            assertThat(row.values()).containsExactly(row.startMs() / 1000);
            numbers.add(row.startMs() / 1000);
        });
        return numbers;
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
