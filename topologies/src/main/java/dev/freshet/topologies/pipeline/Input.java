package dev.freshet.topologies.pipeline;

import dev.freshet.core.decode.DecoderSpec;
import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.decode.accesslog.AccessLogFields;
import dev.freshet.core.decode.linearroad.LinearRoadFields;
import dev.freshet.core.plan.InputNode;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.topologies.problem.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What comes in, to be told to {@link Pipeline#from}: {@code Input.json("flows").field("ts", "TIMESTAMP(ms)")…}. */
public final class Input {
    /** By how much events may be out of order where nothing is said: not at all. */
    public static final Duration DEFAULT_OUT_OF_ORDER = Duration.ZERO;
    /** After how long a silent partition is not waited for where nothing is said. */
    public static final Duration DEFAULT_IDLE = Duration.ofSeconds(5);

    /** By how much an event may be ahead of the wall clock where nothing is said. */
    public static final Duration DEFAULT_MAX_AHEAD = Duration.ofHours(1);

    private final String name;
    private final InputFormat format;
    private final List<FieldSpec> fields = new ArrayList<>();
    private String description = "";
    private String generator = "";
    private @Nullable String time;
    private Duration outOfOrder = DEFAULT_OUT_OF_ORDER;
    private Duration idle = DEFAULT_IDLE;
    private Duration idleAdvance = Duration.ZERO;
    private Duration maxAhead = DEFAULT_MAX_AHEAD;
    private int maxRecordBytes = DecoderSpec.DEFAULT_MAX_RECORD_BYTES;

    private Input(String name, InputFormat format) {
        this.name = name;
        this.format = format;
    }

    /** JSON objects. */
    public static Input json(String name) {
        return new Input(name, new InputFormat.Json());
    }

    /** Comma-separated values whose first record names the columns. */
    public static Input csv(String name) {
        return new Input(name, new InputFormat.Csv(',', true));
    }

    /** A web server's access log, with its own fields. */
    public static Input accessLog(String name) {
        Input input = new Input(name, new InputFormat.AccessLog());
        input.fields.addAll(AccessLogFields.specs());
        return input.time(AccessLogFields.TIME);
    }

    /** Linear Road's records, with their own fields. */
    public static Input linearRoad(String name) {
        Input input = new Input(name, new InputFormat.LinearRoad());
        input.fields.addAll(LinearRoadFields.specs());
        return input.time(LinearRoadFields.TIME);
    }

    public static Input of(String name, InputFormat format) {
        if (format instanceof InputFormat.LinearRoad) {
            return linearRoad(name);
        }
        return format instanceof InputFormat.AccessLog ? accessLog(name) : new Input(name, format);
    }

    public Input described(String text) {
        this.description = text;
        return this;
    }

    /** Adds a field, as in {@link FieldText}. */
    public Input field(String fieldName, String text) {
        fields.add(FieldText.parse(fieldName, text));
        return this;
    }

    public Input fields(List<FieldSpec> specs) {
        fields.addAll(specs);
        return this;
    }

    /** Adds fields, as in {@link FieldText}, in the map's order. */
    public Input fields(Map<String, String> texts) {
        texts.forEach(this::field);
        return this;
    }

    /** Says which field is the event time; needed where there are several TIMESTAMPs. */
    public Input time(String fieldName) {
        this.time = fieldName;
        return this;
    }

    /** By how much an event may be older than the newest before it. */
    public Input outOfOrder(Duration bound) {
        this.outOfOrder = bound;
        return this;
    }

    /** After how long without data a partition is not waited for. */
    public Input idle(Duration after) {
        this.idle = after;
        return this;
    }

    /** After how long without any data event time goes on by itself. */
    public Input idleAdvance(Duration after) {
        this.idleAdvance = after;
        return this;
    }

    /** By how much an event may be ahead of the wall clock; zero for any time. */
    public Input maxAhead(Duration bound) {
        this.maxAhead = bound;
        return this;
    }

    public Input maxRecordBytes(int bytes) {
        this.maxRecordBytes = bytes;
        return this;
    }

    /** Names the generator that can stand in for the input. */
    public Input generator(String generatorName) {
        this.generator = generatorName;
        return this;
    }

    /** Fails where the input is not right in itself. */
    public void check() {
        node();
    }

    InputNode node() {
        if (fields.isEmpty()) {
            throw new PipelineException("input '" + name + "' needs a schema");
        }
        Schema schema;
        try {
            schema = new Schema(fields.stream().map(FieldSpec::field).toList());
        } catch (IllegalArgumentException e) {
            throw new PipelineException("input '" + name + "': " + e.getMessage());
        }
        return new InputNode(
                name,
                description,
                format,
                fields,
                timeField(schema),
                outOfOrder.toMillis(),
                idle.toMillis(),
                idleAdvance.toMillis(),
                maxAhead.toMillis(),
                maxRecordBytes,
                generator);
    }

    private String timeField(Schema schema) {
        List<String> candidates = schema.fields().stream()
                .filter(field -> field.type() == Type.TIMESTAMP)
                .map(field -> field.name())
                .toList();
        String chosen = time;
        if (chosen == null) {
            if (candidates.size() != 1) {
                throw new PipelineException("input '" + name + "' must say which field is its time: it has "
                        + (candidates.isEmpty() ? "no TIMESTAMP" : "the TIMESTAMPs " + String.join(", ", candidates)));
            }
            return candidates.get(0);
        }
        if (!candidates.contains(chosen)) {
            throw new PipelineException(
                    Nearest.message("TIMESTAMP field", chosen, candidates) + " as the time of input '" + name + "'");
        }
        return chosen;
    }
}
