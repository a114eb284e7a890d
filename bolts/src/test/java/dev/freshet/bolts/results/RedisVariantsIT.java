package dev.freshet.bolts.results;

import static dev.freshet.bolts.results.SinkBench.WINDOWS;
import static dev.freshet.bolts.results.SinkBench.batch;
import static dev.freshet.bolts.results.SinkBench.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.redis.RedisErrors;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisCluster;
import dev.freshet.services.redis.RedisOptions;
import dev.freshet.services.redis.RedisSentinel;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.TlsCertificate;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sinks, dead letters and the reading side against every kind of Redis, each a real one. */
class RedisVariantsIT {
    private static final RedisOptions USER = RedisOptions.DEFAULT.withUser("ann", "s3cret%/@:");
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Schema ALERTS = Schema.of(Field.required("n", Type.BIGINT));

    @Test
    void anAclUser() {
        try (RedisServer redis = RedisServer.start(USER)) {
            ResultCheck.everyKind(RedisConfig.parse(redis.url()));
            refusesAWrongPassword(redis.url());
            ranAway(redis.url(), redis::stop);
        }
    }

    @Test
    void tls(@TempDir Path files) throws NoSuchAlgorithmException {
        TlsCertificate good = TlsCertificate.make(files, "ip:127.0.0.1");
        RedisOptions.Tls tls = new RedisOptions.Tls(good.certificate(), good.key(), good.certificate());
        try (RedisServer redis = RedisServer.start(USER.withTls(tls))) {
            String unknown = refusal(redis.tlsUrl());
            assertThat(unknown).contains("rediss://127.0.0.1").containsIgnoringCase("certificat");
            trusting(good, () -> {
                ResultCheck.everyKind(RedisConfig.parse(redis.tlsUrl()));
                refusesAWrongPassword(redis.tlsUrl());
            });
        }
    }

    @Test
    void tlsWithACertificateForSomebodyElse(@TempDir Path files) throws NoSuchAlgorithmException {
        TlsCertificate other = TlsCertificate.make(files, "dns:redis.example");
        RedisOptions.Tls tls = new RedisOptions.Tls(other.certificate(), other.key(), other.certificate());
        try (RedisServer redis = RedisServer.start(RedisOptions.DEFAULT.withTls(tls))) {
            trusting(
                    other,
                    () -> assertThat(refusal(redis.tlsUrl()))
                            .contains("rediss://127.0.0.1")
                            .contains("No subject alternative names matching IP address 127.0.0.1"));
        }
    }

    @Test
    void aCluster() {
        try (RedisCluster cluster = RedisCluster.start(USER.withAppendOnly())) {
            RedisConfig config = RedisConfig.parse(cluster.url());
            ResultCheck.everyKind(config);
            refusesAWrongPassword(cluster.url());
            RedisServer node = cluster.nodes().get(1);
            losesAndDoublesNothing(config, node::stop, () -> {
                node.restart();
                cluster.awaitOk();
            });
            ranAway(cluster.url(), () -> cluster.nodes().forEach(RedisServer::stop));
        }
    }

    @Test
    void aSentinel() {
        try (RedisSentinel sentinel = RedisSentinel.start(USER)) {
            RedisConfig config = RedisConfig.parse(sentinel.url());
            ResultCheck.everyKind(config);
            refusesAWrongPassword(sentinel.url());
            losesAndDoublesNothing(
                    config,
                    () -> {
                        sentinel.awaitReplicated();
                        sentinel.master().kill();
                    },
                    sentinel::awaitFailOver);
            ranAway(sentinel.url(), sentinel::close);
        }
    }

    /** Appends and overwrites before, in and after an outage. */
    private static void losesAndDoublesNothing(RedisConfig redis, Runnable down, Runnable up) {
        ResultSpec log = ResultSpec.log("outage", "alerts", ALERTS);
        ResultSpec windows = ResultSpec.windows("outage", "hosts", WINDOWS, List.of("src"));
        try (SinkBench logSink = SinkBench.of(redis, 1, log);
                SinkBench windowSink = SinkBench.of(redis, 1, windows)) {
            for (long n = 0; n < 20; n++) {
                if (n == 7) {
                    down.run();
                }
                logSink.replayable(n + 1, batch(ALERTS, row(n)));
                windowSink.results(batch(WINDOWS, row(0L, 60_000L, "h" + n, n, null, null, null, "final", 0L)));
                windowSink.control(n);
                if (n == 13) {
                    up.run();
                }
            }
            Await.orFail("all to be acked", BOUND, () -> {
                logSink.tick();
                windowSink.tick();
                return logSink.bench.acked.size() == 20 && windowSink.bench.acked.size() == 40;
            });
            assertThat(logSink.bench.failed).isEmpty();
        }
        try (ResultReader reader = ResultReader.open(redis)) {
            List<Object> numbers = new ArrayList<>();
            reader.log(log, "", row -> numbers.add(row.values().get(0)));
            Set<Object> expected = new HashSet<>();
            for (long n = 0; n < 20; n++) {
                expected.add(n);
            }
            assertThat(numbers).hasSize(20).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(reader.keys(windows)).hasSize(20);
            assertThat(reader.latest(windows, reader.keys(windows))).hasSize(20);
        }
    }

    private static void refusesAWrongPassword(String url) {
        String bad = url.replace("s3cret", "wr0ng");
        assertThat(bad).isNotEqualTo(url);
        assertThat(refusal(bad)).contains("WRONGPASS").doesNotContain("wr0ng");
    }

    /** Nobody there: said by the reader, waited for by the sink. */
    private static void ranAway(String url, Runnable stop) {
        stop.run();
        assertThat(ResultCheck.failure(RedisConfig.parse(url), RedisErrors.Kind.RETRY))
                .containsAnyOf("Failed to connect", "All sentinels down");
        ResultSpec spec = ResultSpec.windows("gone", "r", WINDOWS, List.of("src"));
        try (SinkBench sink = SinkBench.of(RedisConfig.parse(url), 1, spec)) {
            sink.control(1);
            assertThat(sink.bench.errors).isEmpty();
            assertThat(sink.bench.acked).isEmpty();
            assertThat(sink.bench.failed).isEmpty();
        }
    }

    /** Something that does not get better by itself: said in one sentence, and the sink gives up. */
    private static String refusal(String url) {
        RedisConfig redis = RedisConfig.parse(url);
        String sentence = ResultCheck.failure(redis, RedisErrors.Kind.FATAL);
        assertThat(sentence).startsWith(redis + ": ");
        ResultSpec spec = ResultSpec.windows("refused", "r", WINDOWS, List.of("src"));
        try (SinkBench sink = SinkBench.of(redis, 1, spec)) {
            sink.control(1);
            assertThat(sink.bench.errors).hasSize(1);
            assertThat(sink.bench.errors.get(0)).hasMessage("cannot write results to " + sentence);
            assertThat(sink.bench.acked).isEmpty();
        }
        return sentence;
    }

    private static void trusting(TlsCertificate certificate, Runnable what) throws NoSuchAlgorithmException {
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(certificate.trusting());
        try {
            what.run();
        } finally {
            SSLContext.setDefault(before);
        }
    }
}
