package dev.freshet.topologies.pipeline;

import dev.freshet.core.rule.Rule;
import dev.freshet.core.rule.RuleMode;
import dev.freshet.core.rule.RuleSet;
import dev.freshet.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules for {@link Stream#rules}, until others are pushed.
 *
 * <pre>{@code
 * requests.rules(Rules.explode(1).rule("sqli", "path RLIKE 'union.*select'", "high").rule("slow", "ms > 1000"))
 * }</pre>
 */
public final class Rules {
    private record Named(String id, String predicate, String tag) {}

    private final RuleMode mode;
    private final long version;
    private final List<Named> live = new ArrayList<>();
    private final List<Named> shadow = new ArrayList<>();
    private long shadowVersion;

    private Rules(RuleMode mode, long version) {
        this.mode = mode;
        this.version = version;
    }

    /** One row for each rule that holds, with the columns {@code rule, rule_tag, rule_version} besides. */
    public static Rules explode(long version) {
        return new Rules(RuleMode.EXPLODE, version);
    }

    /** The rows for which any rule holds, with the column {@code rule_version} besides. */
    public static Rules filter(long version) {
        return new Rules(RuleMode.FILTER, version);
    }

    public Rules rule(String id, String predicate) {
        return rule(id, predicate, "");
    }

    /** @param tag what the rule's rows are marked with */
    public Rules rule(String id, String predicate, String tag) {
        live.add(new Named(id, predicate, tag));
        return this;
    }

    /** A rule of the set that is only compared. */
    public Rules shadow(long setVersion, String id, String predicate) {
        shadowVersion = setVersion;
        shadow.add(new Named(id, predicate, ""));
        return this;
    }

    /**
     * The set whose rows come out.
     *
     * @param schema of the rows that the rules see
     * @throws PipelineException if a rule is wrong
     */
    public RuleSet live(Schema schema) {
        return set(version, live, schema);
    }

    /**
     * The set that is only compared; without rules if none were given.
     *
     * @param schema of the rows that the rules see
     * @throws PipelineException if a rule is wrong
     */
    public RuleSet shadow(Schema schema) {
        return set(shadowVersion, shadow, schema);
    }

    String addTo(Assembly assembly, String step, String from) {
        Schema schema = assembly.schema(from);
        return assembly.rules(step, from, mode, live(schema), shadow(schema));
    }

    private static RuleSet set(long version, List<Named> named, Schema schema) {
        List<Rule> rules = new ArrayList<>();
        for (Named rule : named) {
            Assembly.requireName("a rule's", rule.id());
            rules.add(
                    new Rule(rule.id(), rule.tag(), Expressions.predicate(rule.predicate(), schema), rule.predicate()));
        }
        try {
            return new RuleSet(version, rules);
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }
}
