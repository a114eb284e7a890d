package dev.freshet.topologies.pipeline;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.pattern.AfterMatch;
import dev.freshet.core.pattern.Measure;
import dev.freshet.core.pattern.PatternSpec;
import dev.freshet.core.pattern.RowPattern;
import dev.freshet.core.pattern.RowPatternException;
import dev.freshet.core.pattern.RowPatternParser;
import dev.freshet.core.plan.Step;
import dev.freshet.core.schema.Schema;
import dev.freshet.sql.OpenSchema;
import dev.freshet.topologies.problem.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is looked for in the rows of a key: {@code Match.pattern("FAIL{3,} OK").define("FAIL", "status = 'fail'")
 * .within(Duration.ofMinutes(10)).measures("count(FAIL) AS failures")}. Every method fails with a {@link PipelineException}
 * where what it gets is wrong.
 */
public final class Match {
    private final RowPattern pattern;
    private final Map<String, String> defines = new LinkedHashMap<>();
    private long withinMs;
    private AfterMatch after = AfterMatch.PAST_LAST;
    private String measures = "";
    private JoinLimits limits = JoinLimits.DEFAULT;

    private Match(RowPattern pattern) {
        this.pattern = pattern;
    }

    /** Variables behind one another, with {@code |}, parentheses and quantifiers. */
    public static Match pattern(String text) {
        try {
            return new Match(RowPatternParser.parse(text));
        } catch (RowPatternException e) {
            String before = text.substring(0, e.position());
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            throw new PipelineException(line, e.position() - before.lastIndexOf('\n'), String.valueOf(e.getMessage()));
        }
    }

    /**
     * What a variable's rows are: {@code "status = 'fail'"}, or {@code "price < PREV(price)"} with values of rows before of the same
     * key, or {@code "price > FIRST(A.price)"} with values of rows of the match. One that is not defined takes any row.
     */
    public Match define(String variable, String predicate) {
        if (!pattern.variables().contains(variable)) {
            throw new PipelineException(Nearest.message("variable", variable, pattern.variables()));
        }
        if (defines.putIfAbsent(variable, predicate) != null) {
            throw new PipelineException("variable '" + variable + "' is defined twice");
        }
        return this;
    }

    /** How much time a match may take: its last row is less than this behind its first. Needed. */
    public Match within(Duration duration) {
        withinMs = duration.toMillis();
        if (withinMs < 1) {
            throw new PipelineException("a match takes at least 1 ms (within " + withinMs + " ms)");
        }
        return this;
    }

    /** Where the next match may begin; else behind the last row. */
    public Match after(AfterMatch next) {
        after = next;
        return this;
    }

    /** What is told of a match: {@code "count(FAIL) AS failures, first(FAIL.ts) AS since, last(ts) AS until"}. */
    public Match measures(String text) {
        Measures.of(text, pattern.variables());
        measures = text;
        return this;
    }

    /** How many rows a task may hold, and what happens beyond. */
    public Match limit(long maxRows, JoinLimits.WhenFull whenFull) {
        try {
            limits = new JoinLimits(maxRows, whenFull);
        } catch (IllegalArgumentException e) {
            throw new PipelineException("a pattern must be allowed to hold rows (at most " + maxRows + ")");
        }
        return this;
    }

    /** The names of the variables. */
    public Set<String> variables() {
        return pattern.variables();
    }

    /** Judges measures over rows that are not wholly known. */
    public void judgeMeasures(String text, OpenSchema rows) {
        Expressions.judgeAggregates(Measures.of(text, pattern.variables()).text(), rows);
    }

    Step.Match step(String name, String from, List<NamedExpr> keys, Schema schema) {
        if (withinMs == 0) {
            throw new PipelineException("a match needs 'within': how much time it may take");
        }
        Conditions conditions = Conditions.of(defines, pattern.variables(), schema);
        List<Measure> told = new ArrayList<>();
        if (!measures.isEmpty()) {
            Measures read = Measures.of(measures, pattern.variables());
            List<AggregateCall> calls = Expressions.aggregates(read.text(), schema);
            for (int i = 0; i < calls.size(); i++) {
                told.add(new Measure(read.variables().get(i), calls.get(i)));
            }
        }
        try {
            PatternSpec spec = new PatternSpec(
                    keys,
                    pattern,
                    conditions.matched(),
                    conditions.previous(),
                    conditions.predicates(),
                    withinMs,
                    after,
                    told,
                    limits,
                    schema);
            return new Step.Match(name, from, spec, List.copyOf(defines.values()), measures);
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }
}
