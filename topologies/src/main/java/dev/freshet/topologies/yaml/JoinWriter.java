package dev.freshet.topologies.yaml;

import dev.freshet.core.join.AsOfJoinSpec;
import dev.freshet.core.join.JoinCondition;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.JoinSpec;
import dev.freshet.core.join.MultiJoinSpec;
import dev.freshet.core.join.StreamJoinSpec;
import dev.freshet.core.join.TableJoinSpec;
import dev.freshet.core.plan.Durations;
import java.util.ArrayList;
import java.util.List;

/** Writes a {@code join:} as {@link JoinReader} and {@link MultiJoinReader} read it. */
final class JoinWriter {
    private static final int DEPTH = 3;

    private final YamlText text;

    JoinWriter(YamlText text) {
        this.text = text;
    }

    void write(PlanParts.JoinOf join) {
        text.head(DEPTH - 1, "join");
        line(DEPTH, "left", join.streams().get(0));
        if (join.spec() instanceof MultiJoinSpec several) {
            several(join.streams(), several);
        } else if (join.spec() instanceof JoinSpec two) {
            line(DEPTH, "right", join.streams().get(1));
            two(two);
        }
    }

    private void two(JoinSpec join) {
        line(DEPTH, "kind", Choices.text(join.kind()));
        line(DEPTH, "on", on(join.inputs().leftKeys(), join.inputs().rightKeys()));
        if (join instanceof StreamJoinSpec stream) {
            condition(DEPTH, stream.condition());
        } else if (join instanceof AsOfJoinSpec asOf) {
            line(DEPTH, "as-of", Choices.text(asOf.direction()));
            if (asOf.toleranceMs() != AsOfJoinSpec.UNLIMITED) {
                line(DEPTH, "tolerance", Durations.format(asOf.toleranceMs()));
            }
            if (!asOf.allowExactMatches()) {
                line(DEPTH, "exact", "false");
            }
        } else if (join instanceof TableJoinSpec table) {
            line(DEPTH, "table", Choices.text(table.table()));
            if (table.deletion() != null) {
                line(DEPTH, "deleted", table.deletion().text());
            }
        }
        limits(join.limits(), text);
    }

    private void several(List<String> streams, MultiJoinSpec join) {
        text.head(DEPTH, "with");
        for (int i = 1; i < streams.size(); i++) {
            MultiJoinSpec.Input input = join.inputs().get(i);
            text.head(DEPTH + 1, streams.get(i));
            line(DEPTH + 2, "kind", Choices.text(join.with(i).kind()));
            line(DEPTH + 2, "on", on(join.inputs().get(0).keys(), input.keys()));
            condition(DEPTH + 2, join.with(i).condition());
        }
        limits(join.limits(), text);
    }

    /** Writes what {@link JoinReader#limits} reads. */
    static void limits(JoinLimits limits, YamlText text) {
        if (!limits.equals(JoinLimits.DEFAULT)) {
            text.line(DEPTH, "max-rows", Long.toString(limits.maxRows()));
            text.line(DEPTH, "when-full", Choices.text(limits.whenFull()));
        }
    }

    private void condition(int depth, JoinCondition condition) {
        if (condition instanceof JoinCondition.Interval interval) {
            line(depth, "within", signed(interval.lowerMs()) + ".." + signed(interval.upperMs()));
        } else if (condition instanceof JoinCondition.SameWindow window) {
            line(depth, "window", Durations.format(window.sizeMs()));
        }
    }

    private static String on(List<String> leftKeys, List<String> rightKeys) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < leftKeys.size(); i++) {
            String one = leftKeys.get(i);
            String other = rightKeys.get(i);
            pairs.add(one.equals(other) ? one : one + " = " + other);
        }
        return String.join(", ", pairs);
    }

    private static String signed(long ms) {
        return ms < 0 ? "-" + Durations.format(-ms) : Durations.format(ms);
    }

    private void line(int depth, String key, String value) {
        text.line(depth, key, value);
    }
}
