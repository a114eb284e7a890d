package dev.freshet.topologies.yaml;

import dev.freshet.core.join.AsOfJoinSpec;
import dev.freshet.core.join.JoinCondition;
import dev.freshet.core.join.JoinInputs;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.StreamJoinSpec;
import dev.freshet.core.plan.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a {@code join:} as {@link JoinReader} reads it. */
final class JoinWriter {
    private static final int DEPTH = 3;

    private final YamlText text;

    JoinWriter(YamlText text) {
        this.text = text;
    }

    void write(PlanParts.JoinOf join) {
        text.head(DEPTH - 1, "join");
        line("left", join.left());
        line("right", join.right());
        line("kind", lower(join.spec().kind()));
        line("on", on(join.spec().inputs()));
        if (join.spec() instanceof StreamJoinSpec stream) {
            condition(stream.condition());
        } else if (join.spec() instanceof AsOfJoinSpec asOf) {
            line("as-of", lower(asOf.direction()));
            if (asOf.toleranceMs() != AsOfJoinSpec.UNLIMITED) {
                line("tolerance", Durations.format(asOf.toleranceMs()));
            }
            if (!asOf.allowExactMatches()) {
                line("exact", "false");
            }
        }
        JoinLimits limits = join.spec().limits();
        if (!limits.equals(JoinLimits.DEFAULT)) {
            line("max-rows", Long.toString(limits.maxRows()));
            line("when-full", lower(limits.whenFull()));
        }
    }

    private void condition(JoinCondition condition) {
        if (condition instanceof JoinCondition.Interval interval) {
            line("within", signed(interval.lowerMs()) + ".." + signed(interval.upperMs()));
        } else if (condition instanceof JoinCondition.SameWindow window) {
            line("window", Durations.format(window.sizeMs()));
        }
    }

    private static String on(JoinInputs inputs) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < inputs.leftKeys().size(); i++) {
            String one = inputs.leftKeys().get(i);
            String other = inputs.rightKeys().get(i);
            pairs.add(one.equals(other) ? one : one + " = " + other);
        }
        return String.join(", ", pairs);
    }

    private static String signed(long ms) {
        return ms < 0 ? "-" + Durations.format(-ms) : Durations.format(ms);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void line(String key, String value) {
        text.line(DEPTH, key, value);
    }
}
