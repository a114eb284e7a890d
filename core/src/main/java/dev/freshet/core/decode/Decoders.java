package dev.freshet.core.decode;

import dev.freshet.core.decode.accesslog.AccessLogScanner;
import dev.freshet.core.decode.csv.CsvScanner;
import dev.freshet.core.decode.json.JsonScanner;
import dev.freshet.core.decode.scan.FieldTest;
import dev.freshet.core.decode.scan.RecordScanner;
import dev.freshet.core.decode.scan.TestedScanner;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes decoders. */
public final class Decoders {
    private Decoders() {}

    /**
     * Makes the decoder that a spec describes; fails if the spec is not right in itself (an unknown time field, path or
     * pattern). Conjuncts of the predicate that ask one column about constants are tested while records are being scanned: a
     * record for which one is false need not be read further, so what is malformed behind it may stay unnoticed.
     *
     * @param evaluators makes the rest of the pushed-down predicate ready to run
     */
    public static Decoder create(DecoderSpec spec, Function<Expr, Evaluator> evaluators) {
        Slots slots = new Slots(spec);
        return create(spec, slots, evaluators, new FieldConditions(slots.specs));
    }

    /**
     * The same with other conditions that are tested while records are being scanned.
     *
     * @param conditions finds those conjuncts of the predicate that can be
     */
    public static Decoder create(
            DecoderSpec spec, Function<Expr, Evaluator> evaluators, FieldCondition.Compiler conditions) {
        return create(spec, new Slots(spec), evaluators, conditions);
    }

    private static Decoder create(
            DecoderSpec spec, Slots slots, Function<Expr, Evaluator> evaluators, FieldCondition.Compiler conditions) {
        Expr predicate = spec.predicate();
        EarlyTests early = EarlyTests.of(predicate, slots.size(), conditions);
        Pushdown pushdown = predicate == null || early.complete()
                ? null
                : Pushdown.of(predicate, spec.projectedSchema(), evaluators);
        return new ProjectingDecoder(spec, slots, scanner(spec, slots, early.tests()), pushdown);
    }

    private static RecordScanner scanner(DecoderSpec spec, Slots slots, @Nullable FieldTest[] tests) {
        if (spec.format() instanceof InputFormat.Json) {
            return new JsonScanner(slots.paths(), tests, slots.timeSlot);
        }
        RecordScanner scanner = scanner(spec, slots);
        boolean tested = Arrays.stream(tests).anyMatch(Objects::nonNull);
        return tested ? new TestedScanner(scanner, tests) : scanner;
    }

    private static RecordScanner scanner(DecoderSpec spec, Slots slots) {
        if (spec.format() instanceof InputFormat.Csv csv) {
            return new CsvScanner(csv.delimiter(), csv.header(), recordPaths(spec), slots.paths());
        }
        if (spec.format() instanceof InputFormat.LinearRoad) {
            return new CsvScanner(',', false, recordPaths(spec), slots.paths());
        }
        return new AccessLogScanner(slots.paths());
    }

    private static String[] recordPaths(DecoderSpec spec) {
        return spec.fields().stream()
                .filter(field -> !field.isSource())
                .map(FieldSpec::path)
                .toArray(String[]::new);
    }
}
