package dev.freshet.topologies.yaml;

import dev.freshet.core.join.AsOfJoinSpec;
import dev.freshet.core.join.JoinCondition;
import dev.freshet.core.join.JoinInputs;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.StreamJoinSpec;
import dev.freshet.core.join.TableJoinSpec;
import dev.freshet.core.plan.Durations;
import java.util.ArrayList;
import java.util.List;

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
        line("kind", Choices.text(join.spec().kind()));
        line("on", on(join.spec().inputs()));
        if (join.spec() instanceof StreamJoinSpec stream) {
            condition(stream.condition());
        } else if (join.spec() instanceof AsOfJoinSpec asOf) {
            line("as-of", Choices.text(asOf.direction()));
            if (asOf.toleranceMs() != AsOfJoinSpec.UNLIMITED) {
                line("tolerance", Durations.format(asOf.toleranceMs()));
            }
            if (!asOf.allowExactMatches()) {
                line("exact", "false");
            }
        }
        if (join.spec() instanceof TableJoinSpec table) {
            line("table", Choices.text(table.table()));
            if (table.deletion() != null) {
                line("deleted", table.deletion().text());
            }
        }
        limits(join.spec().limits(), text);
    }

    /** Writes what {@link JoinReader#limits} reads. */
    static void limits(JoinLimits limits, YamlText text) {
        if (!limits.equals(JoinLimits.DEFAULT)) {
            text.line(DEPTH, "max-rows", Long.toString(limits.maxRows()));
            text.line(DEPTH, "when-full", Choices.text(limits.whenFull()));
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

    private void line(String key, String value) {
        text.line(DEPTH, key, value);
    }
}
