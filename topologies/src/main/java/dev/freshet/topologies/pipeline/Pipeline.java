package dev.freshet.topologies.pipeline;

import dev.freshet.core.plan.Plan;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Builds a plan in Java.
 *
 * <pre>{@code
 * Pipeline p = Pipeline.named("network");
 * Stream flows = p.from(Input.json("flows").field("ts", "TIMESTAMP(ms)").field("src", "VARCHAR").field("bytes", "BIGINT"))
 *         .filter("bytes > 0");
 * flows.keyBy("src").window(Windows.tumbling(ofMinutes(1)))
 *         .aggregate(count().as("flows"), sum("bytes").as("bytes"), approxDistinct("dst_port").as("ports"))
 *         .to(RedisSink.windows("host_minute").retain(ofHours(24)));
 * Plan plan = p.plan();
 * }</pre>
 *
 * <p>Every method fails with a {@link PipelineException} as soon as something is wrong.
 */
public final class Pipeline {
    /** How long results are kept where nothing is said. */
    public static final Duration DEFAULT_RETAIN = Duration.ofHours(24);

    private final String name;
    private final Assembly assembly = new Assembly();
    private final Map<String, Integer> counts = new HashMap<>();
    private String description = "";

    private Pipeline(String name) {
        this.name = name;
    }

    public static Pipeline named(String name) {
        Assembly.requireName("a pipeline's", name);
        return new Pipeline(name);
    }

    public Pipeline described(String text) {
        this.description = text;
        return this;
    }

    /** The rows of an input. */
    public Stream from(Input input) {
        return new Stream(this, assembly.input(input));
    }

    /** The plan as it is so far; it needs a result. */
    public Plan plan() {
        return assembly.plan(name, description);
    }

    Assembly assembly() {
        return assembly;
    }

    /** A name for a step that has none: {@code flows.filter1}. */
    String stepName(String from, String what) {
        int dot = from.indexOf('.');
        String base = (dot < 0 ? from : from.substring(0, dot)) + "." + what;
        return base + counts.merge(base, 1, Integer::sum);
    }
}
