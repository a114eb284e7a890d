package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.results.ResultKeys;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

/** Rules of a job that runs: pushed, exchanged, refused. */
@ExtendWith(RedisExtension.class)
class RulesIT {
    private static final StreamEntryID FIRST = new StreamEntryID(0, 0);
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final String JOB = "guard";
    private static final String PIPELINE = """
            name: guard
            inputs:
              flows:
                format: json
                schema: { ts: TIMESTAMP(ms), src: VARCHAR, proto: VARCHAR, bytes: BIGINT }
                generator: network
            streams:
              hits: { from: flows, rules: { mode: explode } }
            results:
              hits: { from: hits, select: 'src, bytes, rule, rule_tag, rule_version' }
            """;

    @TempDir
    Path scratch;

    @Test
    void rulesAreExchangedWhileTheJobRuns(RedisServer redis) throws IOException, InterruptedException {
        Files.writeString(scratch.resolve("guard.yaml"), PIPELINE);
        push(redis, 0, "version: 1\nrules: [{ id: small, where: bytes < 1000, tag: low }]");
        CliProcess cli = new CliProcess(scratch);
        Process run = cli.start(
                "run",
                scratch.resolve("guard.yaml").toString(),
                "--redis",
                redis.url(),
                "-D",
                "network.generator.rate=200");
        try (RedisClient client = RedisClient.create(redis.url())) {
            Map<String, String> first = await(run, client, row -> true);
            assertThat(first).as("what was pushed before the start").containsEntry("rule_version", "1");
            assertThat(first).containsEntry("rule", "small").containsEntry("rule_tag", "low");

            push(redis, 0, "version: 2\nrules: [{ id: big, where: bytes >= 1000 }, { id: any, where: bytes >= 0 }]");
            await(run, client, row -> "2".equals(row.get("rule_version")) && "big".equals(row.get("rule")));

            String bad = push(redis, 2, "version: 3\nrules: [{ id: big, where: byts > 1 }, { id: x, where: bytes }]");
            assertThat(bad).contains(":2:").contains("byts").contains("BOOLEAN").doesNotContain("\tat ");
            assertThat(push(redis, 1, "version: 1\nrules: []")).contains("version 1 is below 2");
            client.hset(
                    ResultKeys.delivered(JOB).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    Map.of("hits".getBytes(java.nio.charset.StandardCharsets.UTF_8), new byte[] {1, 2, 3}));
            client.hincrBy(ResultKeys.delivered(JOB), "#", 1);
            Await.orFail(
                    "the refusal to be told",
                    BOUND,
                    () -> client.hgetAll(ResultKeys.health(JOB)).entrySet().stream()
                            .anyMatch(field -> field.getKey().endsWith(".rules.hits.error")
                                    && field.getValue().contains("no compiled rule set")));
            await(run, client, row -> "2".equals(row.get("rule_version")), behindTheLast(client));

            push(redis, 0, "version: 9\nrules: [{ id: any, where: bytes > 500 }]", "--shadow");
            Await.orFail(
                    "differences to be told",
                    BOUND,
                    () -> client.hgetAll(ResultKeys.health(JOB)).entrySet().stream()
                            .anyMatch(field -> field.getKey().endsWith(".rules.hits.live_only.any")
                                    && !field.getValue().equals("0")));
            List<String> versions = rows(client).stream()
                    .map(row -> String.valueOf(row.get("rule_version")))
                    .toList();
            assertThat(versions).containsOnly("1", "2").contains("1", "2");
            rows(client).forEach(row -> {
                long bytes = Long.parseLong(String.valueOf(row.get("bytes")));
                assertThat(row.get("rule"))
                        .isIn(
                                "1".equals(row.get("rule_version"))
                                        ? List.of("small")
                                        : bytes >= 1000 ? List.of("big", "any") : List.of("any"));
            });
        } finally {
            run.destroy();
            if (!run.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
                run.destroyForcibly();
            }
        }
    }

    @Test
    void checksAFileWithoutAJob() throws IOException, InterruptedException {
        Path pipeline = Files.writeString(scratch.resolve("guard.yaml"), PIPELINE);
        Path file = scratch.resolve("rules.yaml");
        CliProcess cli = new CliProcess(scratch);
        Files.writeString(file, "version: 4\nrules: [{ id: small, where: bytes < 1000 }]");
        CliProcess.Result good = cli.run("rules", "check", file.toString(), "--for", pipeline.toString());
        assertThat(good.exitCode()).as(good.err()).isZero();
        assertThat(good.out()).isEqualTo("version 4: 1 rule\n");
        Files.writeString(file, "version: 0\nrules: [{ id: small, where: byts < 1000 }]");
        CliProcess.Result bad = cli.run("rules", "check", file.toString(), "--for", pipeline.toString());
        assertThat(bad.exitCode()).isEqualTo(2);
        assertThat(bad.err())
                .contains("rules.yaml:1:10", "rules.yaml:2:", "byts")
                .doesNotContain("\tat ");
        CliProcess.Result other =
                cli.run("rules", "check", file.toString(), "--for", pipeline.toString(), "--stream", "flows");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("has no such rules");
    }

    /** Pushes a set, and returns what was said of a refused one. */
    private String push(RedisServer redis, int exitCode, String rules, String... more) throws IOException {
        Path file = Files.writeString(scratch.resolve("rules.yaml"), rules);
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "rules",
                "push",
                JOB,
                file.toString(),
                "--for",
                scratch.resolve("guard.yaml").toString(),
                "--redis",
                redis.url()));
        arguments.addAll(List.of(more));
        CliProcess.Result result =
                new CliProcess(Files.createDirectories(scratch.resolve("push"))).run(arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        return result.err();
    }

    private Map<String, String> await(Process run, RedisClient client, Predicate<Map<String, String>> wanted) {
        return await(run, client, wanted, FIRST);
    }

    /** Waits for a row from a place of the log on. */
    private Map<String, String> await(
            Process run, RedisClient client, Predicate<Map<String, String>> wanted, StreamEntryID from) {
        Await.orFail(
                "a row",
                BOUND,
                () -> !run.isAlive() || rowsFrom(client, from).stream().anyMatch(wanted));
        return rowsFrom(client, from).stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Where the row that is written next stands at the earliest. */
    private static StreamEntryID behindTheLast(RedisClient client) {
        StreamEntryID last = client.xrevrange(
                        ResultKeys.log(JOB, "hits"), (StreamEntryID) null, (StreamEntryID) null, 1)
                .get(0)
                .getID();
        return new StreamEntryID(last.getTime(), last.getSequence() + 1);
    }

    private static List<Map<String, String>> rows(RedisClient client) {
        return rowsFrom(client, FIRST);
    }

    private static List<Map<String, String>> rowsFrom(RedisClient client, StreamEntryID from) {
        return client.xrange(ResultKeys.log(JOB, "hits"), from, (StreamEntryID) null).stream()
                .map(redis.clients.jedis.resps.StreamEntry::getFields)
                .toList();
    }
}
