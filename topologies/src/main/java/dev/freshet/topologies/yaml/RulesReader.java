package dev.freshet.topologies.yaml;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.rule.Rule;
import dev.freshet.core.rule.RuleMode;
import dev.freshet.core.rule.RuleSet;
import dev.freshet.core.schema.Schema;
import dev.freshet.sql.OpenSchema;
import dev.freshet.topologies.pipeline.Assembly;
import dev.freshet.topologies.pipeline.Expressions;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads rule sets: what stands below {@code rules:} in a pipeline's file, and a file that is one. */
public final class RulesReader {
    private static final List<String> SET = List.of("version", "rules");
    private static final List<String> STEP = List.of("mode", "version", "rules", "shadow");
    private static final List<String> RULE = List.of("id", "where", "tag");

    private final OpenSchema rows;
    private final Problems problems;
    private final Attempts attempts;

    /** What a step is given. */
    record Read(RuleMode mode, RuleSet live, RuleSet shadow) {}

    RulesReader(OpenSchema rows, Problems problems) {
        this.rows = rows;
        this.problems = problems;
        this.attempts = new Attempts(problems);
    }

    /**
     * Reads a file, with every problem told.
     *
     * @param source its name, for places
     * @param schema the rows that the rules see
     */
    public static Optional<RuleSet> file(String source, String text, Schema schema, Problems problems) {
        Problems own = new Problems();
        Optional<YamlNode> root = YamlReader.read(source, text, own);
        Optional<RuleSet> set = Optional.empty();
        if (root.isPresent() && root.get() instanceof YamlNode.Mapping mapping) {
            YamlMap map = new YamlMap(mapping, "a rule set", SET, own);
            for (String key : SET) {
                if (!map.has(key)) {
                    own.usage(map.place(), "a rule set needs '" + key + "'");
                }
            }
            set = new RulesReader(OpenSchema.closed(schema), own).set(map);
        } else if (own.isEmpty()) {
            own.usage(new Place(source, 1, 1), "a rule set needs 'version' and 'rules'");
        }
        problems.addAll(own.all());
        return own.isEmpty() ? set : Optional.empty();
    }

    /** The step; empty if anything is wrong, which is told. */
    Optional<Read> step(YamlNode.Mapping body) {
        int before = problems.count();
        YamlMap map = new YamlMap(body, "'rules'", STEP, problems);
        RuleMode mode =
                map.value("mode", "filter or explode", RulesReader::mode).orElse(RuleMode.EXPLODE);
        Optional<RuleSet> live = set(map);
        Optional<RuleSet> shadow = map.has("shadow")
                ? map.mapping("shadow").flatMap(inner -> set(new YamlMap(inner, "'shadow'", SET, problems)))
                : Optional.of(RuleSet.NONE);
        return problems.count() == before && live.isPresent() && shadow.isPresent()
                ? Optional.of(new Read(mode, live.get(), shadow.get()))
                : Optional.empty();
    }

    private static Optional<RuleMode> mode(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "filter" -> Optional.of(RuleMode.FILTER);
            case "explode" -> Optional.of(RuleMode.EXPLODE);
            default -> Optional.empty();
        };
    }

    private Optional<RuleSet> set(YamlMap map) {
        int before = problems.count();
        long version = map.value(
                        "version",
                        "a whole number of at least 1",
                        text -> Optional.of(Long.parseLong(text)).filter(number -> number >= 1))
                .orElse(0L);
        List<Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        YamlNode list = map.node("rules").orElse(null);
        if (list instanceof YamlNode.Sequence sequence) {
            sequence.items()
                    .forEach(item -> map.asMapping(item, "a rule")
                            .map(rule -> new YamlMap(rule, "a rule", RULE, problems))
                            .ifPresent(rule -> rule(rule, ids).ifPresent(rules::add)));
            if (sequence.items().size() > RuleSet.MAX_RULES) {
                problems.usage(
                        list.place(),
                        "a set has at most " + RuleSet.MAX_RULES + " rules (has "
                                + sequence.items().size() + ")");
            }
            if (!map.has("version")) {
                problems.usage(map.place(), "rules need a 'version'");
            }
        } else if (list != null) {
            problems.usage(list.place(), "'rules' must be a list of rules (is " + list.kind() + ")");
        }
        return problems.count() == before ? Optional.of(new RuleSet(version, rules)) : Optional.empty();
    }

    private Optional<Rule> rule(YamlMap map, Set<String> ids) {
        for (String key : List.of("id", "where")) {
            if (!map.has(key)) {
                problems.usage(map.place(), "a rule needs '" + key + "'");
            }
        }
        Optional<String> id = attempts.value(map, "id", text -> {
            Assembly.requireName("a rule's", text);
            if (!ids.add(text)) {
                throw new PipelineException("rule '" + text + "' stands twice");
            }
            return text;
        });
        Optional<String> tag = map.has("tag") ? map.text("tag") : Optional.of("");
        return attempts.value(
                        map,
                        "where",
                        text -> Optional.of(new Rule(id.orElse(""), tag.orElse(""), predicate(text), text)))
                .flatMap(rule -> id.isEmpty() ? Optional.empty() : rule);
    }

    /** Over rows that are not wholly known the predicate is of no use but to be judged. */
    private Expr predicate(String text) {
        Expressions.judgePredicate(text, rows);
        return rows.complete() && rows.untyped().isEmpty()
                ? Expressions.predicate(text, rows.known())
                : Expr.Literal.of(true);
    }
}
