package dev.freshet.topologies.problem;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, to be told at once. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    /** The user must ask differently. */
    public void usage(Place place, String message) {
        found.add(Problem.usage(place, message));
    }

    /** The world is not as asked. */
    public void failure(Place place, String message) {
        found.add(Problem.failure(place, message));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int count() {
        return found.size();
    }

    /** What was found, in the order of places within each source. */
    public List<Problem> all() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort((a, b) ->
                a.place().source().equals(b.place().source()) ? a.place().compareTo(b.place()) : 0);
        return sorted;
    }

    /** Takes over what another part found. */
    public void addAll(List<Problem> others) {
        found.addAll(others);
    }

    /** Fails with everything that was found, if anything was. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ProblemsException(all());
        }
    }
}
