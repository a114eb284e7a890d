package dev.freshet.topologies.yaml;

import dev.freshet.core.plan.Step;
import dev.freshet.core.rule.Rule;
import dev.freshet.core.rule.RuleSet;
import java.util.Locale;

/** Writes a {@code rules:} as {@link RulesReader} reads it. */
final class RulesWriter {
    private static final int DEPTH = 3;

    private final YamlText text;

    RulesWriter(YamlText text) {
        this.text = text;
    }

    void write(Step.Rules rules) {
        text.head(DEPTH - 1, "rules");
        text.line(DEPTH, "mode", rules.mode().name().toLowerCase(Locale.ROOT));
        set(DEPTH, rules.live());
        if (!rules.shadow().equals(RuleSet.NONE)) {
            text.head(DEPTH, "shadow");
            set(DEPTH + 1, rules.shadow());
        }
    }

    private void set(int depth, RuleSet set) {
        if (set.version() > 0) {
            text.line(depth, "version", Long.toString(set.version()));
        }
        if (set.rules().isEmpty()) {
            return;
        }
        text.head(depth, "rules");
        for (Rule rule : set.rules()) {
            text.item(depth + 1, "id", rule.id());
            text.line(depth + 2, "where", rule.text());
            if (!rule.tag().isEmpty()) {
                text.line(depth + 2, "tag", rule.tag());
            }
        }
    }
}
