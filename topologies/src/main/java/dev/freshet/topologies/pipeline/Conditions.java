package dev.freshet.topologies.pipeline;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.pattern.EarlierValue;
import dev.freshet.core.pattern.MatchedValue;
import dev.freshet.core.pattern.PatternSpec;
import dev.freshet.core.schema.Schema;
import dev.freshet.sql.ExpressionParser;
import dev.freshet.sql.MatchedParser;
import dev.freshet.sql.OpenSchema;
import dev.freshet.sql.PreviousParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions of a pattern.
 *
 * @param matched values of rows of the match
 * @param previous values of rows before
 * @param predicates over the rows with a column for each of these behind their own
 */
record Conditions(List<MatchedValue> matched, List<EarlierValue> previous, List<NamedExpr> predicates) {
    Conditions {
        matched = List.copyOf(matched);
        previous = List.copyOf(previous);
        predicates = List.copyOf(predicates);
    }

    /** Reads the condition of each variable that has one. */
    static Conditions of(Map<String, String> defines, Set<String> variables, Schema schema) {
        List<MatchedValue> matched = new ArrayList<>();
        Map<String, MatchedParser.Condition> read = new LinkedHashMap<>();
        defines.forEach((name, text) ->
                read.put(name, Expressions.placed(() -> MatchedParser.read(text, variables, schema, matched))));
        Schema wide = PatternSpec.wide(schema, matched, List.of());
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Map<String, NamedExpr> predicates = new HashMap<>();
        read.forEach((name, condition) -> Expressions.placed(() -> condition.read(() -> {
            if (PreviousParser.looksBack(condition.text())) {
                PreviousParser.judge(condition.text(), wide);
                names.add(name);
                texts.add(condition.text());
            } else {
                predicates.put(name, new NamedExpr(name, ExpressionParser.parsePredicate(condition.text(), wide)));
            }
            return name;
        })));
        List<EarlierValue> previous = List.of();
        if (!names.isEmpty()) {
            PreviousParser.Predicates backwards = Expressions.placed(() -> PreviousParser.parse(names, texts, wide));
            previous = backwards.previous();
            backwards.predicates().forEach(predicate -> predicates.put(predicate.name(), predicate));
        }
        return new Conditions(
                matched,
                previous,
                defines.keySet().stream().map(predicates::get).toList());
    }

    /**
     * Judges a condition over rows that are not wholly known; one that looks at other rows only where they are.
     *
     * @param variables the pattern's; empty where they are not known
     */
    static void judge(String text, Optional<Set<String>> variables, OpenSchema rows) {
        boolean looksAtMatch = Expressions.placed(() -> MatchedParser.looksAtMatch(
                text, name -> variables.map(known -> known.contains(name)).orElse(true), rows.known()));
        if (!looksAtMatch && !Expressions.placed(() -> PreviousParser.looksBack(text))) {
            Expressions.judgePredicate(text, rows);
        } else if (rows.complete() && rows.untyped().isEmpty() && (variables.isPresent() || !looksAtMatch)) {
            of(Map.of("condition", text), variables.orElse(Set.of()), rows.known());
        }
    }
}
