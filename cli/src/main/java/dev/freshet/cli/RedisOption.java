package dev.freshet.cli;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Redis a command reads. */
final class RedisOption {
    @Option(
            names = "--redis",
            paramLabel = "URL",
            description = "The Redis to read; FRESHET_REDIS_URL, or the newest that a run has started, unless given.")
    @Nullable
    private String url;

    /** Connects, or fails with a clear message. */
    ResultReader open() {
        String chosen = chosen();
        ResultReader reader = ResultReader.open(parse(chosen));
        LocalRun.requireAnswer(reader, chosen);
        return reader;
    }

    /** The Redis, after it has answered. */
    RedisConfig answering() {
        open().close();
        return parse(chosen());
    }

    /** Its URL, whether it answers or not. */
    String chosen() {
        return url != null
                ? url
                : Objects.requireNonNullElseGet(System.getenv("FRESHET_REDIS_URL"), Servers::findRedis);
    }

    private static RedisConfig parse(String chosen) {
        try {
            return RedisConfig.parse(chosen);
        } catch (IllegalArgumentException e) {
            throw CliException.wrongUse("--redis: " + e.getMessage());
        }
    }
}
