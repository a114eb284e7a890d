package dev.freshet.core.rule;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.RowErrors;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The set that a task tests rows by, made ready to run. Takes a later one between two batches, and keeps what it has of a bad one. */
final class RulesInUse {
    private final String name;
    private final Schema schema;
    private final OperatorContext context;
    private final String fields;
    private final LongAdder refused;
    private RuleSet set;
    private Ready[] ready;
    private byte @Nullable [] seen;

    /** A rule with what its rows are marked with. */
    private record Ready(Evaluator predicate, String prefix, byte[] id, byte[] tag) {
        static Ready[] of(RuleSet set) {
            return set.rules().stream()
                    .map(rule -> new Ready(
                            Evaluator.of(rule.predicate()),
                            "rule '" + rule.id() + "': ",
                            rule.id().getBytes(StandardCharsets.UTF_8),
                            rule.tag().getBytes(StandardCharsets.UTF_8)))
                    .toArray(Ready[]::new);
        }
    }

    /**
     * @param fields what the names of counters and notes begin with
     */
    RulesInUse(String name, String fields, RuleSet first, Schema schema, OperatorContext context) {
        this.name = name;
        this.fields = fields;
        this.schema = schema;
        this.context = context;
        this.refused = context.counters().counter(fields + ".refused");
        this.set = first;
        this.ready = Ready.of(first);
        context.counters().note(fields + ".version", Long.toString(first.version()));
        refresh();
    }

    /** Takes what was handed over since the last batch; true if other rules hold from now on. */
    boolean refresh() {
        byte[] latest = context.delivered(name);
        if (latest == null || latest == seen) {
            return false;
        }
        seen = latest;
        try {
            RuleSet next = RuleSetCodec.decode(latest, schema);
            if (!next.replaces(set)) {
                context.counters().note(fields + ".error", "");
                return false;
            }
            ready = Ready.of(next);
            set = next;
        } catch (RuntimeException e) {
            // Whatever is wrong with a set must not end the job that has a good one.
            refused.increment();
            context.counters().note(fields + ".error", String.valueOf(e.getMessage()));
            return false;
        }
        context.counters().note(fields + ".version", Long.toString(set.version()));
        context.counters().note(fields + ".error", "");
        return true;
    }

    long version() {
        return set.version();
    }

    List<Rule> rules() {
        return set.rules();
    }

    boolean isEmpty() {
        return ready.length == 0;
    }

    byte[] id(int rule) {
        return ready[rule].id();
    }

    byte[] tag(int rule) {
        return ready[rule].tag();
    }

    /** For each rule the rows that it holds for. */
    Batch[] test(Batch batch, RowErrors errors) {
        Batch[] held = new Batch[ready.length];
        for (int i = 0; i < held.length; i++) {
            String prefix = ready[i].prefix();
            held[i] = ready[i].predicate().filter(batch, (row, message) -> errors.error(row, prefix + message));
        }
        return held;
    }
}
