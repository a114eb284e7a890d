package dev.freshet.bench.plain;

import dev.freshet.core.decode.Decoder;
import dev.freshet.core.decode.DecoderSpec;
import dev.freshet.core.decode.Decoders;
import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.decode.Rejections;
import dev.freshet.core.decode.TimeFormat;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Freshet's own decoder for the jobs' events, set up by hand as the product's planner does. */
public final class PlainDecoder {
    private static final List<FieldSpec> FIELDS = List.of(
            field("user", Type.VARCHAR),
            field("session", Type.VARCHAR),
            field("page", Type.VARCHAR),
            field("type", Type.VARCHAR),
            field("ts", Type.TIMESTAMP),
            field("value", Type.DOUBLE),
            field("country", Type.VARCHAR),
            field("agent", Type.VARCHAR));

    /** The input has no malformed record: one ends the run. */
    public static final Rejections NO_REJECTIONS = (record, reason, detail) -> {
        throw new IllegalStateException(detail);
    };

    private PlainDecoder() {}

    /** Rows of {@code page, type, value} whose type is {@code view}. */
    public static Decoder views() {
        return views(2, 3, 5);
    }

    /** Rows of {@code page, type} whose type is {@code view}. */
    static Decoder viewedPages() {
        return views(2, 3);
    }

    private static Decoder views(int... projection) {
        Expr type = new Expr.Column(1, "type", Type.VARCHAR, false);
        Expr isView = Expr.call(Function.EQ, List.of(type, Expr.Literal.of("view")));
        return decoder(projection, isView);
    }

    /** Rows of these fields of all events; named in the order that events have them. */
    public static Decoder of(String... fields) {
        List<String> names = FIELDS.stream().map(field -> field.field().name()).toList();
        return decoder(Arrays.stream(fields).mapToInt(names::indexOf).toArray(), null);
    }

    private static Decoder decoder(int[] projection, @Nullable Expr predicate) {
        return Decoders.create(
                new DecoderSpec(
                        new InputFormat.Json(),
                        FIELDS,
                        "ts",
                        projection,
                        predicate,
                        DecoderSpec.DEFAULT_MAX_RECORD_BYTES),
                Evaluator::of);
    }

    private static FieldSpec field(String name, Type type) {
        return new FieldSpec(Field.required(name, type), name, TimeFormat.Epoch.MILLIS);
    }
}
