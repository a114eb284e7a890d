package dev.freshet.core.decode;

import dev.freshet.core.decode.accesslog.AccessLogScanner;
import dev.freshet.core.decode.scan.FieldTest;
import dev.freshet.core.decode.scan.RecordScanner;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes decoders. */
public final class Decoders {
    private Decoders() {}

    /**
     * Makes the decoder that a spec describes; fails if the spec is not right in itself (an unknown time field, path or
     * pattern).
     *
     * @param evaluators makes the pushed-down predicate ready to run
     */
    public static Decoder create(DecoderSpec spec, Function<Expr, Evaluator> evaluators) {
        Slots slots = new Slots(spec);
        Expr predicate = spec.predicate();
        EarlyTests early = EarlyTests.of(predicate, slots);
        Pushdown pushdown = predicate == null || early.complete()
                ? null
                : Pushdown.of(predicate, spec.projectedSchema(), evaluators);
        return new ProjectingDecoder(spec, slots, scanner(spec, slots, early.tests()), pushdown);
    }

    private static RecordScanner scanner(DecoderSpec spec, Slots slots, @Nullable FieldTest[] tests) {
        if (!(spec.format() instanceof InputFormat.AccessLog)) {
            throw new IllegalArgumentException("no decoder for " + spec.format());
        }
        return new AccessLogScanner(slots.paths());
    }
}
