package dev.freshet.topologies.yaml;

import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.decode.accesslog.AccessLogFields;
import dev.freshet.core.decode.linearroad.LinearRoadFields;
import dev.freshet.core.schema.Schema;
import dev.freshet.sql.OpenSchema;
import dev.freshet.topologies.pipeline.FieldText;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.problem.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads fields: an input's {@code schema:}, or those of a table. */
final class SchemaReader {
    /**
     * What it says.
     *
     * @param fields those that are right
     * @param rows what is known of the rows, wrong fields included
     */
    record Fields(List<FieldSpec> fields, OpenSchema rows) {
        Fields {
            fields = List.copyOf(fields);
        }
    }

    private final Problems problems;

    SchemaReader(Problems problems) {
        this.problems = problems;
    }

    /** The fields of a format that has its own. */
    static Fields own(InputFormat format) {
        List<FieldSpec> fields =
                format instanceof InputFormat.LinearRoad ? LinearRoadFields.specs() : AccessLogFields.specs();
        return new Fields(fields, new OpenSchema(schema(fields), Set.of(), true));
    }

    Fields read(YamlMap input) {
        return read(input, "schema");
    }

    /** @param key the name that the fields stand under */
    Fields read(YamlMap map, String key) {
        List<FieldSpec> fields = new ArrayList<>();
        Set<String> wrong = new HashSet<>();
        map.mapping(key).ifPresent(mapping -> {
            for (YamlNode.Entry entry : new YamlMap(mapping, problems).entries()) {
                if (!field(entry, fields)) {
                    wrong.add(entry.key().text());
                }
            }
        });
        return new Fields(fields, new OpenSchema(schema(fields), wrong, !fields.isEmpty() || !wrong.isEmpty()));
    }

    private boolean field(YamlNode.Entry entry, List<FieldSpec> fields) {
        String name = entry.key().text();
        if (!(entry.value() instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
            problems.usage(
                    entry.value().place(),
                    "field '" + name + "' must be " + FieldText.ALLOWED + " (is "
                            + entry.value().kind() + ")");
            return false;
        }
        try {
            fields.add(FieldText.parse(name, scalar.text()));
            return true;
        } catch (PipelineException e) {
            problems.usage(scalar.place(), e.text());
            return false;
        }
    }

    private static Schema schema(List<FieldSpec> fields) {
        return new Schema(fields.stream().map(FieldSpec::field).toList());
    }
}
