package dev.freshet.topologies.deploy;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.ExprErrors;
import dev.freshet.core.expr.Function;
import dev.freshet.core.operator.FilterSpec;
import dev.freshet.core.operator.OperatorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a source's decoder tests: the filters that all its ways begin with, and of the others, which stay where they are, that
 * one way at least takes the row.
 */
final class PushedPredicate {
    private PushedPredicate() {}

    /** The predicate, whose common filters are taken off the ways; null if all rows are wanted. */
    static @Nullable Expr takeFrom(Component source) {
        List<Expr> conjuncts = new ArrayList<>();
        source.takeCommonFilters().forEach(filter -> conjuncts.add(filter.predicate()));
        wantedBySome(source.ways()).ifPresent(conjuncts::add);
        return conjuncts.isEmpty() ? null : joined(Function.AND, conjuncts);
    }

    /**
     * TRUE for the rows that some way takes. Empty where a way takes all; and where a predicate can fail: the row that it
     * fails for is a dead letter of its own way and not of the others, which the decoder could not tell apart.
     */
    private static Optional<Expr> wantedBySome(List<Component.Way> ways) {
        List<Expr> wanted = new ArrayList<>();
        for (Component.Way way : ways) {
            List<Expr> filters = leadingFilters(way.chain());
            if (filters.isEmpty() || filters.stream().anyMatch(ExprErrors::canFail)) {
                return Optional.empty();
            }
            Expr all = joined(Function.AND, filters);
            if (!wanted.contains(all)) {
                wanted.add(all);
            }
        }
        return wanted.isEmpty() ? Optional.empty() : Optional.of(joined(Function.OR, wanted));
    }

    private static List<Expr> leadingFilters(List<OperatorSpec> chain) {
        List<Expr> predicates = new ArrayList<>();
        for (OperatorSpec operator : chain) {
            if (!(operator instanceof FilterSpec filter)) {
                break;
            }
            predicates.add(filter.predicate());
        }
        return predicates;
    }

    private static Expr joined(Function function, List<Expr> predicates) {
        return predicates.size() == 1 ? predicates.get(0) : Expr.call(function, predicates);
    }
}
