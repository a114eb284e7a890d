package dev.freshet.topologies.deploy;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.order.AnalyticCall;
import dev.freshet.core.pattern.EarlierValue;
import dev.freshet.core.pattern.MatchedValue;
import dev.freshet.core.pattern.Measure;
import dev.freshet.core.pattern.PatternSpec;
import dev.freshet.core.rule.Rule;
import dev.freshet.core.rule.RuleSet;
import dev.freshet.core.schema.Schema;
import java.util.List;
import java.util.Set;

/** Moves expressions to a schema with the same names in other places. */
final class Rebase {
    private final Schema target;

    Rebase(Schema target) {
        this.target = target;
    }

    Expr expr(Expr expr) {
        return expr.over(target);
    }

    NamedExpr named(NamedExpr column) {
        return new NamedExpr(column.name(), expr(column.expr()));
    }

    RuleSet rules(RuleSet set) {
        return new RuleSet(
                set.version(),
                set.rules().stream()
                        .map(rule -> new Rule(rule.id(), rule.tag(), expr(rule.predicate()), rule.text()))
                        .toList());
    }

    AggregateCall call(AggregateCall call) {
        List<Expr> arguments = call.arguments().stream().map(this::expr).toList();
        Expr filter = call.filter() == null ? null : expr(call.filter());
        return call.over(arguments, filter);
    }

    AnalyticCall analytic(AnalyticCall call) {
        if (call instanceof AnalyticCall.Shift shift) {
            Expr fallback = shift.fallback() == null ? null : expr(shift.fallback());
            return new AnalyticCall.Shift(shift.name(), expr(shift.value()), shift.rows(), fallback);
        }
        return call instanceof AnalyticCall.Over over
                ? new AnalyticCall.Over(over.name(), call(over.call()), over.rows(), over.rangeMs())
                : call;
    }

    PatternSpec pattern(PatternSpec spec) {
        List<MatchedValue> matched = spec.matched().stream()
                .map(value -> new MatchedValue(
                        value.name(), value.variable(), value.first(), value.rows(), expr(value.expr())))
                .toList();
        List<EarlierValue> previous = spec.previous().stream()
                .map(value -> new EarlierValue(value.name(), expr(value.expr()), value.rows()))
                .toList();
        Rebase wide = new Rebase(PatternSpec.wide(target, matched, previous));
        return new PatternSpec(
                spec.keys().stream().map(this::named).toList(),
                spec.pattern(),
                matched,
                previous,
                spec.defines().stream().map(wide::named).toList(),
                spec.withinMs(),
                spec.after(),
                spec.measures().stream()
                        .map(measure -> new Measure(measure.variable(), call(measure.call())))
                        .toList(),
                spec.limits(),
                target);
    }

    /** Adds the names of the columns that an expression reads. */
    static void collect(Expr expr, Set<String> into) {
        if (expr instanceof Expr.Column column) {
            into.add(column.name());
        } else if (expr instanceof Expr.Call call) {
            call.arguments().forEach(argument -> collect(argument, into));
        }
    }
}
