package dev.freshet.topologies.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultKeys;
import dev.freshet.bolts.results.ResultMeta;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

@ExtendWith(RedisExtension.class)
class ExporterIT {
    private static final long RUN = 1000;

    private final String job = "export-" + UUID.randomUUID();

    @TempDir
    private Path directory;

    @Test
    void exportsWhatTheLastRunWrote(RedisServer redis) throws IOException {
        ResultSpec minutes = ResultSpec.windows(
                job,
                "minutes",
                windowed(Field.nullable("src", Type.VARCHAR), Field.required("n", Type.BIGINT)),
                List.of("src"));
        ResultSpec top = ResultSpec.top(
                job,
                "top",
                windowed(
                        Field.required("rank", Type.BIGINT),
                        Field.nullable("src", Type.VARCHAR),
                        Field.required("n", Type.BIGINT)),
                List.of("src"),
                "n");
        ResultSpec alerts = ResultSpec.log(job, "alerts", new Schema(List.of(Field.nullable("what", Type.VARCHAR))));
        try (RedisClient client = RedisClient.create(redis.url());
                ResultReader reader = ResultReader.open(RedisConfig.parse(redis.url()))) {
            for (ResultSpec spec : List.of(minutes, top, alerts)) {
                client.hset(ResultKeys.meta(job), spec.result(), new ResultMeta(spec, RUN).json());
            }
            window(client, "::1", 60_000, RUN + 2, "7");
            window(client, "::1", 0, RUN, "5");
            window(client, "::1", 120_000, RUN - 1, "99");
            window(client, "10.0.0.9", 0, RUN, "6");
            client.zadd(ResultKeys.topIndex(job, "top"), 0, "0");
            client.hset(
                    ResultKeys.topRows(job, "top", 0),
                    Map.of(
                            "_gen",
                            Long.toString(RUN),
                            "_start",
                            "0",
                            "_rev",
                            "0",
                            "_end",
                            "60000",
                            "_kind",
                            "final",
                            "1",
                            "{\"rank\":\"1\",\"src\":\"b\",\"n\":\"9\"}",
                            "2",
                            "{\"rank\":\"2\",\"n\":\"8\"}"));
            client.xadd(ResultKeys.log(job, "alerts"), StreamEntryID.NEW_ENTRY, Map.of("_time", "1500", "what", "up"));

            assertThat(Exporter.export(reader, job, directory.resolve("a/b")))
                    .isEqualTo(Map.of("minutes", 3L, "top", 2L, "alerts", 1L));
        }
        assertThat(directory.resolve("a/b/minutes.csv")).hasContent("""
                        window_start,window_end,src,n
                        1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,10.0.0.9,6
                        1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,::1,5
                        1970-01-01T00:01:00Z,1970-01-01T00:02:00Z,::1,7
                        """);
        assertThat(directory.resolve("a/b/top.csv")).hasContent("""
                        window_start,window_end,rank,src,n
                        1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,1,b,9
                        1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,2,,8
                        """);
        assertThat(directory.resolve("a/b/alerts.csv")).hasContent("time,what\n1970-01-01T00:00:01.500Z,up\n");
    }

    @Test
    void saysWhichResultCannotBeListed(RedisServer redis) {
        ResultSpec unlisted = ResultSpec.windows(
                        job, "unlisted", windowed(Field.nullable("src", Type.VARCHAR)), List.of("src"))
                .beside(true, true, false);
        try (RedisClient client = RedisClient.create(redis.url());
                ResultReader reader = ResultReader.open(RedisConfig.parse(redis.url()))) {
            client.hset(ResultKeys.meta(job), "unlisted", new ResultMeta(unlisted, RUN).json());
            assertThatThrownBy(() -> Exporter.export(reader, job, directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("result 'unlisted' cannot be exported");
        }
    }

    private void window(RedisClient client, String src, long startMs, long generation, String n) {
        String key = ResultKeys.encode(src);
        client.hset(
                ResultKeys.window(job, "minutes", key, startMs),
                Map.of(
                        "_start",
                        Long.toString(startMs),
                        "_end",
                        Long.toString(startMs + 60_000),
                        "_kind",
                        "final",
                        "_rev",
                        "0",
                        "_gen",
                        Long.toString(generation),
                        "src",
                        src,
                        "n",
                        n));
        client.zadd(ResultKeys.index(job, "minutes", key), startMs, Long.toString(startMs));
        client.zadd(ResultKeys.keys(job, "minutes"), 1, key);
    }

    private static Schema windowed(Field... fields) {
        List<Field> all = new ArrayList<>(WindowColumns.leading());
        all.addAll(List.of(fields));
        all.addAll(WindowColumns.trailing());
        return new Schema(all);
    }
}
