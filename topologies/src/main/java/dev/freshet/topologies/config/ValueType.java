package dev.freshet.topologies.config;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.plan.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a key's values are.
 *
 * @param allowed what is allowed, in words: completes "must be …"
 * @param parser the value of a text; empty or an {@link IllegalArgumentException} where it is none
 */
public record ValueType<T>(String allowed, Function<String, Optional<T>> parser) {
    /** A whole number in a range, both ends included. */
    static ValueType<Integer> integer(int least, int greatest) {
        return new ValueType<>(
                "a whole number from " + least + " to " + greatest,
                text -> Optional.of(Integer.parseInt(text)).filter(value -> value >= least && value <= greatest));
    }

    /** A long whole number in a range, both ends included. */
    static ValueType<Long> number(long least, long greatest) {
        return new ValueType<>(
                "a whole number from " + least + " to " + greatest,
                text -> Optional.of(Long.parseLong(text)).filter(value -> value >= least && value <= greatest));
    }

    /** A number in a range, both ends included. */
    static ValueType<Double> decimal(double least, double greatest) {
        return new ValueType<>(
                "a number from " + least + " to " + greatest,
                text -> Optional.of(Double.parseDouble(text)).filter(value -> value >= least && value <= greatest));
    }

    /** A duration of at least so much. */
    static ValueType<Duration> duration(Duration least) {
        return new ValueType<>(
                "a duration of at least " + Durations.format(least.toMillis()) + ": " + Durations.ALLOWED,
                text -> Durations.parseMs(text).map(Duration::ofMillis).filter(value -> value.compareTo(least) >= 0));
    }

    /** A duration of at least so much, or 0 for never. */
    static ValueType<Duration> durationOrNever(Duration least) {
        return new ValueType<>(
                "0, or a duration of at least " + Durations.format(least.toMillis()) + ": " + Durations.ALLOWED,
                text -> text.equals("0")
                        ? Optional.of(Duration.ZERO)
                        : Durations.parseMs(text).map(Duration::ofMillis).filter(value -> value.compareTo(least) >= 0));
    }

    /** Where epochs are kept: {@code redis} for the results' own, another's URL, or a directory; checked, and kept as it is. */
    static ValueType<String> epochStore() {
        return new ValueType<>("redis, a Redis URL, or file:///DIRECTORY", text -> {
            if (text.startsWith("file:")) {
                return Optional.of(text).filter(value -> value.matches("file:///.+"));
            }
            if (!text.equals("redis")) {
                RedisConfig.parse(text);
            }
            return Optional.of(text);
        });
    }

    /** A moment in ISO-8601. */
    static ValueType<Instant> instant() {
        return new ValueType<>("an ISO-8601 time such as 2026-01-05T00:00:00Z", text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** One of some words. */
    static ValueType<String> oneOf(List<String> words) {
        return new ValueType<>(
                "one of " + String.join(", ", words), text -> Optional.of(text).filter(words::contains));
    }

    /** Any text that is not empty. */
    static ValueType<String> text(String allowed) {
        return new ValueType<>(allowed, text -> Optional.of(text).filter(value -> !value.isBlank()));
    }

    /** {@code max}, or how many times as fast as event time. */
    static ValueType<Double> speed() {
        return new ValueType<>("max, or a number greater than 0 such as 1 or 10", text -> {
            if (text.equals("max")) {
                return Optional.of(0.0);
            }
            double value = Double.parseDouble(text);
            return Optional.of(value).filter(it -> it > 0 && it <= 1e9);
        });
    }

    /** The address of a Redis; checked, and kept as it is. */
    static ValueType<String> redisUrl() {
        return new ValueType<>("a Redis URL such as redis://127.0.0.1:6379", text -> {
            RedisConfig.parse(text);
            return Optional.of(text);
        });
    }

    /** Addresses of Kafka's brokers. */
    static ValueType<String> brokers() {
        return new ValueType<>(
                "HOST:PORT, or several with commas between",
                text -> Optional.of(text)
                        .filter(value -> value.matches("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+):\\d{1,5}"
                                + "(,(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+):\\d{1,5})*")));
    }

    /** The value of a text; empty where it is none. */
    Optional<T> parse(String text) {
        try {
            return parser.apply(text.trim());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
