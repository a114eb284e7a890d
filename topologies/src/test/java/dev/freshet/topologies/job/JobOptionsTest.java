package dev.freshet.topologies.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The options, the {@link JobSpec} that they make, and the arguments that they become for another process. */
class JobOptionsTest {
    @Command
    private static final class Holder {
        @Mixin
        private JobOptions options = new JobOptions();
    }

    private static JobOptions parse(List<String> arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments.toArray(String[]::new));
        return holder.options;
    }

    private static JobSpec spec(@Nullable String kafka, String... arguments) {
        return parse(List.of(arguments)).job(kafka).build();
    }

    @Test
    void nothingIsSaidUnlessItIsSaid() {
        JobSpec spec = spec(null, "network");
        assertThat(spec)
                .isEqualTo(JobSpec.application("network")
                        .environment(System.getenv())
                        .build());
        assertThat(spec.application()).contains("network");
        assertThat(spec.question()).isEmpty();
        assertThat(spec.inputs()).isEmpty();
        assertThat(spec.topics()).isEmpty();
        assertThat(spec.untilEnd()).isFalse();
        assertThat(spec.events()).isEmpty();
        assertThat(spec.parallelism()).isEmpty();
        assertThat(spec.overrides()).isEmpty();
        assertThat(spec.environment()).isEqualTo(System.getenv());
    }

    private static final String[] ALL = {
        "shop.yaml",
        "--input",
        "a.json",
        "--input",
        "orders=b.json",
        "--topic",
        "t",
        "--topic",
        "orders=u",
        "--format",
        "json",
        "--from",
        "latest",
        "--until-end",
        "--kafka-config",
        "kafka.properties",
        "--name",
        "mine",
        "--events",
        "7",
        "--seed",
        "8",
        "--speed",
        "10",
        "--parallelism",
        "3",
        "--conf",
        "my.yaml",
        "-D",
        "sink.retain=1h",
        "-D",
        "batch.records=5"
    };

    @Test
    void everyOptionComesThrough() {
        JobSpec spec = parse(List.of(ALL)).job("broker:9092").workers(2).build();
        assertThat(spec)
                .isEqualTo(new JobSpec(
                        Optional.of("shop.yaml"),
                        Optional.empty(),
                        Optional.of("mine"),
                        List.of("a.json", "orders=b.json"),
                        List.of("t", "orders=u"),
                        Optional.of("json"),
                        Optional.of(Path.of("kafka.properties")),
                        Optional.of("latest"),
                        true,
                        OptionalLong.of(7),
                        OptionalLong.of(8),
                        Optional.of("10"),
                        OptionalInt.of(3),
                        OptionalInt.of(2),
                        Optional.of(Path.of("my.yaml")),
                        Map.of("sink.retain", "1h", "batch.records", "5"),
                        System.getenv()));
    }

    @Test
    void anotherProcessUnderstandsTheSame() {
        for (String[] asked : List.of(ALL, new String[] {"network"})) {
            for (String kafka : new String[] {null, "broker:9092"}) {
                JobOptions options = parse(List.of(asked));
                JobSpec understood = parse(options.arguments(kafka)).job(null).build();
                assertThat(understood).isEqualTo(options.job(kafka).build());
            }
        }
    }

    @Test
    void brokersAloneReadTheTopicNamedLikeTheApplication() {
        assertThat(spec("b:1", "network").topics()).containsExactly("network");
        assertThat(spec("b:1", "conf/my shop.yaml").topics()).containsExactly("my-shop");
        assertThat(spec("b:1", "shop.yml", "--topic", "orders").topics()).containsExactly("orders");
        assertThat(spec(null, "network").topics()).isEmpty();
    }

    @Test
    void aSpecDoesNotChangeWithItsBuilder() {
        JobSpecBuilder builder = JobSpec.application("network").input("a").set("k", "v");
        JobSpec spec = builder.build();
        builder.input("b").topic("t").set("k", "w");
        assertThat(spec.inputs()).containsExactly("a");
        assertThat(spec.topics()).isEmpty();
        assertThat(spec.overrides()).isEqualTo(Map.of("k", "v"));
    }
}
