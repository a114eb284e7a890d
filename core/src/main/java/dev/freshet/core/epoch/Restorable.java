package dev.freshet.core.epoch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a job can go on from an epoch of the same or another shape. */
public final class Restorable {
    private Restorable() {}

    /** What stands in the way; empty if nothing. State is matched by the component's name; a name that is new starts with none. */
    public static List<String> problems(CompletedEpoch from, JobShape shape) {
        List<String> problems = new ArrayList<>();
        for (JobShape.Component then : from.shape().components()) {
            JobShape.Component now = shape.components().stream()
                    .filter(each -> each.name().equals(then.name()))
                    .findFirst()
                    .orElse(null);
            boolean hasState = from.parts(then.name()).stream().anyMatch(part -> part.bytes() > 0);
            if (now == null && hasState) {
                problems.add(then.name() + " has state in epoch " + from.epoch() + " and is not in the job any more");
            } else if (now != null && hasState && !now.fingerprint().equals(then.fingerprint())) {
                problems.add(then.name() + " has state in epoch " + from.epoch() + " that means something else (was "
                        + then.fingerprint() + ", is " + now.fingerprint() + ")");
            }
        }
        return problems;
    }

    static void check(@Nullable CompletedEpoch from, JobShape shape) {
        List<String> problems = from == null ? List.of() : problems(from, shape);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("job " + shape.job() + " cannot go on: " + String.join("; ", problems));
        }
    }
}
