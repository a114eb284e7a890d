package dev.freshet.bolts.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept about a result in {@code :meta}: enough to read it without knowing the job.
 *
 * @param spec the result
 * @param run the first generation of the run that wrote it last, or of the first of those that it went on from
 */
public record ResultMeta(ResultSpec spec, long run) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As JSON. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("result", spec.result());
        root.put("kind", spec.kind().name());
        root.put("description", spec.description());
        ArrayNode columns = root.putArray("columns");
        for (Field field : spec.schema().fields()) {
            ObjectNode column = columns.addObject();
            column.put("name", field.name());
            column.put("type", field.type().name());
            column.put("nullable", field.nullable());
            String unit = spec.units().get(field.name());
            if (unit != null) {
                column.put("unit", unit);
            }
        }
        ArrayNode keys = root.putArray("keys");
        spec.keyColumns().forEach(keys::add);
        root.put("score", spec.scoreColumn());
        root.put("id", spec.idColumn());
        root.put("template", template());
        root.put("retain_ms", spec.retainMs());
        root.put("retain", Duration.ofMillis(spec.retainMs()).toString());
        root.put("latest", spec.latest());
        root.put("index", spec.index());
        root.put("key_list", spec.keys());
        root.put("max_log", spec.maxLog());
        root.put("packed", spec.packed());
        root.put("run", run);
        ArrayNode examples = root.putArray("examples");
        examples().forEach(examples::add);
        return root.toString();
    }

    /** Reads {@link #json}. */
    public static ResultMeta parse(String job, String json) {
        try {
            JsonNode root = JSON.readTree(json);
            List<Field> fields = new ArrayList<>();
            Map<String, String> units = new HashMap<>();
            for (JsonNode column : root.path("columns")) {
                String name = column.path("name").asText();
                fields.add(new Field(
                        name,
                        Type.valueOf(column.path("type").asText()),
                        column.path("nullable").asBoolean()));
                if (column.has("unit")) {
                    units.put(name, column.path("unit").asText());
                }
            }
            List<String> keys = new ArrayList<>();
            root.path("keys").forEach(key -> keys.add(key.asText()));
            ResultSpec spec = new ResultSpec(
                    job,
                    root.path("result").asText(),
                    ResultKind.valueOf(root.path("kind").asText()),
                    new Schema(fields),
                    keys,
                    root.path("score").asText(),
                    root.path("id").asText().equals(WindowColumns.END),
                    root.path("retain_ms").asLong(),
                    root.path("latest").asBoolean(),
                    root.path("index").asBoolean(),
                    root.path("key_list").asBoolean(),
                    root.path("max_log").asLong(),
                    root.path("packed").asBoolean(),
                    units,
                    root.path("description").asText());
            return new ResultMeta(spec, root.path("run").asLong());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the description of a result of '" + job + "' is not JSON", e);
        }
    }

    /** The name of the keys that hold the rows. */
    public String template() {
        String key = ResultTemplates.key(spec);
        String id = ResultTemplates.id(spec);
        return switch (spec.kind()) {
            case WINDOW -> ResultKeys.ofKey(spec.job(), spec.result(), key) + ":w:" + id;
            case TOP -> ResultKeys.top(spec.job(), spec.result(), 0).replaceFirst("0$", id);
            case LOG -> ResultKeys.log(spec.job(), spec.result());
        };
    }

    /** Commands to try. */
    public List<String> examples() {
        return ResultTemplates.examples(spec);
    }
}
