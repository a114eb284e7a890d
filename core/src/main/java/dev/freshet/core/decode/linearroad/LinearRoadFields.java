package dev.freshet.core.decode.linearroad;

import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.TimeFormat;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The fields of Linear Road's records (Arasu et al., VLDB 2004): 15 whole numbers with commas between and no header. {@code type}
 * is 0 for a car's report, 2 for a question about its account, 3 for one about a day's expenditure; what a type does not have
 * is -1. The time is in seconds from 0.
 */
public final class LinearRoadFields {
    public static final String TIME = "time";

    private static final List<String> NAMES = List.of(
            "type",
            TIME,
            "vid",
            "speed",
            "xway",
            "lane",
            "dir",
            "segment",
            "position",
            "qid",
            "s_init",
            "s_end",
            "dow",
            "tod",
            "day");

    private LinearRoadFields() {}

    /** All fields with their types, where they stand, and how the time is written. */
    public static List<FieldSpec> specs() {
        return IntStream.range(0, NAMES.size())
                .mapToObj(column -> new FieldSpec(
                        Field.required(
                                NAMES.get(column), NAMES.get(column).equals(TIME) ? Type.TIMESTAMP : Type.BIGINT),
                        Integer.toString(column),
                        TimeFormat.Epoch.SECONDS))
                .toList();
    }

    /** The rows that they make. */
    public static Schema schema() {
        return new Schema(specs().stream().map(FieldSpec::field).toList());
    }
}
