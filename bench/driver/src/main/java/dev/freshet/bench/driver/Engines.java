package dev.freshet.bench.driver;

import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The engines there are, and the Maven modules under {@code bench/} that hold them. */
public final class Engines {
    /** The engine that all others are compared with. */
    public static final String FRESHET = "freshet";

    private static final Map<String, String> MODULES = new LinkedHashMap<>();

    static {
        MODULES.put(FRESHET, "freshet");
        MODULES.put("freshet-exactly-once", "freshet");
        MODULES.put("freshet-early", "freshet");
        MODULES.put("plain", "freshet");
        MODULES.put(Engine.DECODE_ONLY, "freshet");
        MODULES.put("storm", "storm");
        MODULES.put("storm-windowed", "storm");
        MODULES.put("flink-sql", "flink");
        MODULES.put("flink-datastream", "flink");
        MODULES.put("flink-datastream-freshet-decoder", "flink");
        MODULES.put("kafka-streams", "kafka-streams");
    }

    private Engines() {}

    /** All, in the order in which they are shown. */
    public static List<String> names() {
        return List.copyOf(MODULES.keySet());
    }

    /** What is compared if nothing is said: Flink twice, Kafka Streams where it can, Storm, and the plain loop. */
    public static List<String> usual(JobName job, SourceKind source, SinkKind sink) {
        if (source == SourceKind.KAFKA) {
            return job == JobName.VIEWS
                    ? List.of("flink-sql", "kafka-streams", "storm", "plain", Engine.DECODE_ONLY)
                    : List.of("flink-sql", "kafka-streams", "storm", "plain");
        }
        return job == JobName.VIEWS && sink == SinkKind.MEMORY
                ? List.of("flink-sql", "flink-datastream", "flink-datastream-freshet-decoder", "storm", "plain")
                : List.of("flink-sql", "flink-datastream", "storm", "plain");
    }

    /** Whether its answers are to be checked. */
    static boolean answers(String engine) {
        return !engine.equals(Engine.DECODE_ONLY);
    }

    /**
     * The module of an engine.
     *
     * @throws BenchException if there is no such engine
     */
    static String module(String engine) {
        String module = MODULES.get(engine);
        if (module == null) {
            throw new BenchException("no engine is named '" + engine + "'; there are " + String.join(", ", names()));
        }
        return module;
    }
}
