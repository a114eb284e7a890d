package dev.freshet.core.rule;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules that are exchanged together.
 *
 * @param version at least 0; a later one replaces an earlier one
 * @param rules at most {@link #MAX_RULES}, in the order in which their rows come out
 */
public record RuleSet(long version, List<Rule> rules) implements Serializable {
    public static final int MAX_RULES = 1000;
    /** What there is before a set is given: no row has any rule. */
    public static final RuleSet NONE = new RuleSet(0, List.of());

    public RuleSet {
        rules = List.copyOf(rules);
        if (version < 0 || rules.size() > MAX_RULES) {
            throw new IllegalArgumentException("a rule set needs a version of at least 0 and at most " + MAX_RULES
                    + " rules (version " + version + ", rules " + rules.size() + ")");
        }
        Set<String> ids = new HashSet<>();
        for (Rule rule : rules) {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("rule '" + rule.id() + "' stands twice");
            }
        }
    }

    /** How many rules, for people: {@code 1 rule}, {@code 7 rules}. */
    public String size() {
        return rules.size() + (rules.size() == 1 ? " rule" : " rules");
    }

    /**
     * Whether this one is to take another's place: false if it is the same.
     *
     * @throws IllegalArgumentException where it must not: its version is lower, or the same with other rules
     */
    public boolean replaces(RuleSet inUse) {
        if (version > inUse.version) {
            return true;
        }
        if (equals(inUse)) {
            return false;
        }
        throw new IllegalArgumentException(
                version == inUse.version
                        ? "version " + version + " is in use with other rules"
                        : "version " + version + " is below " + inUse.version + ", which is in use");
    }
}
