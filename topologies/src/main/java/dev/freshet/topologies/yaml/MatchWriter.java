package dev.freshet.topologies.yaml;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.pattern.AfterMatch;
import dev.freshet.core.pattern.PatternSpec;
import dev.freshet.core.plan.Durations;
import dev.freshet.core.plan.Step;
import java.util.stream.Collectors;

/** Writes a {@code match:} as {@link MatchReader} reads it. */
final class MatchWriter {
    private static final int DEPTH = 3;

    private final YamlText text;

    MatchWriter(YamlText text) {
        this.text = text;
    }

    void write(Step.Match match) {
        PatternSpec spec = match.spec();
        text.head(DEPTH - 1, "match");
        if (!spec.keys().isEmpty()) {
            line("by", spec.keys().stream().map(NamedExpr::toString).collect(Collectors.joining(", ")));
        }
        line("pattern", spec.pattern().toString());
        if (!match.defines().isEmpty()) {
            text.head(DEPTH, "define");
            for (int i = 0; i < match.defines().size(); i++) {
                text.line(
                        DEPTH + 1, spec.defines().get(i).name(), match.defines().get(i));
            }
        }
        line("within", Durations.format(spec.withinMs()));
        if (spec.after() != AfterMatch.PAST_LAST) {
            line("after", Choices.text(spec.after()));
        }
        if (!match.measures().isEmpty()) {
            line("measures", match.measures());
        }
        JoinWriter.limits(spec.limits(), text);
    }

    private void line(String key, String value) {
        text.line(DEPTH, key, value);
    }
}
