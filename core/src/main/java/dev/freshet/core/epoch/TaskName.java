package dev.freshet.core.epoch;

import java.io.Serializable;

/** One task of a component, by its index from 0; whichever process runs it. */
public record TaskName(String component, int index) implements Comparable<TaskName>, Serializable {
    public TaskName {
        if (component.isEmpty() || index < 0) {
            throw new IllegalArgumentException("no task: '" + component + "' " + index);
        }
    }

    @Override
    public int compareTo(TaskName other) {
        int byComponent = component.compareTo(other.component);
        return byComponent != 0 ? byComponent : Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
        return component + "/" + index;
    }
}
