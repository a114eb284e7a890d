package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** A pipeline file that looks rows up in Redis and aggregates what comes of it, against maps. */
@ExtendWith(RedisExtension.class)
class LookupRunIT {
    private static final long START_MS = 1_700_000_000_000L;
    private static final int ADS = 300;
    private static final String PIPELINE = """
            name: ads
            inputs:
              events: { format: json, schema: { ts: TIMESTAMP(ms), ad: BIGINT, kind: VARCHAR } }
            streams:
              viewed:
                from: events
                where: kind = 'view'
                select: ad
                lookup: { redis: 'lookup-run:{ad}', value: string, fields: { campaign: VARCHAR } }
              all:
                from: events
                select: ad
                lookup: { redis: 'lookup-run:{ad}', value: string, kind: left, fields: { campaign: VARCHAR }, max-cached: 20 }
            results:
              views: { from: viewed, by: campaign, window: 10s, aggregate: count() AS n }
              ads: { from: viewed, by: ad, window: 1h, aggregate: count() AS n }
              unknown: { from: all, where: campaign IS NULL }
            """;

    @TempDir
    Path scratch;

    @Test
    void countsWhatMapsCount(RedisServer redis) throws IOException {
        RandomSource random = RandomSource.create();
        StringBuilder lines = new StringBuilder();
        Map<String, Long> views = new TreeMap<>();
        Map<Long, Long> ads = new TreeMap<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            long ts = START_MS + 2L * i;
            long ad = random.nextLong(0, ADS);
            boolean view = random.chance(0.4);
            lines.append("{\"ts\":" + ts + ",\"ad\":" + ad + ",\"kind\":\"" + (view ? "view" : "click") + "\"}\n");
            if (!isKnown(ad)) {
                unknown.add(ad);
            } else if (view) {
                views.merge(ts - ts % 10_000 + " " + campaign(ad), 1L, Long::sum);
                ads.merge(ad, 1L, Long::sum);
            }
        }
        Files.writeString(scratch.resolve("events.json"), lines);
        Files.writeString(scratch.resolve("ads.yaml"), PIPELINE);
        try (RedisClient client = RedisClient.create(redis.url())) {
            for (long ad = 0; ad < ADS; ad++) {
                if (isKnown(ad)) {
                    client.set("lookup-run:" + ad, campaign(ad));
                }
            }
        }
        CliProcess.Result run = new CliProcess(scratch)
                .run(
                        "run",
                        scratch.resolve("ads.yaml").toString(),
                        "--input",
                        "events=" + scratch.resolve("events.json"),
                        "--redis",
                        redis.url(),
                        "--export",
                        scratch.resolve("export").toString(),
                        "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode summary = new ObjectMapper().readTree(run.out());
        assertThat(summary.get("late").asLong()).isZero();
        assertThat(summary.get("dead").asLong()).isZero();
        assertThat(exported("views").stream().mapToLong(LookupRunIT::last).sum())
                .isEqualTo(views.values().stream().mapToLong(Long::longValue).sum());
        assertThat(exported("views").stream().map(LookupRunIT::last))
                .containsExactlyInAnyOrderElementsOf(views.values());
        assertThat(exported("ads").stream().map(LookupRunIT::last)).containsExactlyInAnyOrderElementsOf(ads.values());
        assertThat(exported("unknown").stream().map(line -> Long.valueOf(line.split(",")[1])))
                .containsExactlyInAnyOrderElementsOf(unknown);
    }

    private static boolean isKnown(long ad) {
        return ad % 7 != 0;
    }

    private static String campaign(long ad) {
        return "campaign-" + ad % 10;
    }

    private static long last(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(',') + 1));
    }

    private List<String> exported(String result) throws IOException {
        List<String> lines = Files.readAllLines(scratch.resolve("export").resolve(result + ".csv"));
        return lines.subList(1, lines.size());
    }
}
