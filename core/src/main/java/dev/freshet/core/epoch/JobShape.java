package dev.freshet.core.epoch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Who takes part in the epochs of a job, and where it starts.
 *
 * @param submission greater for every submission of the job: workers of an older one are superseded
 * @param from {@link #LATEST}, {@link #SCRATCH} or the name of a savepoint; asked once, when the submission is first seen
 * @param components all that keep state, send barriers on or write results
 */
public record JobShape(String job, long submission, String from, List<Component> components) implements Serializable {
    /** From the latest complete epoch, or from nothing where there is none. */
    public static final String LATEST = "latest";

    /** From nothing, whatever the store has. */
    public static final String SCRATCH = "scratch";

    /**
     * Tasks of one kind.
     *
     * @param source whether it reads input; a job is done when all sources are finished
     * @param fingerprint of what its state means; state of another fingerprint cannot be restored. Empty where any may
     */
    public record Component(String name, int parallelism, boolean source, String fingerprint) implements Serializable {
        public Component {
            if (name.isEmpty() || parallelism < 1) {
                throw new IllegalArgumentException("no component: '" + name + "' with " + parallelism + " tasks");
            }
        }
    }

    public JobShape {
        components = List.copyOf(components);
        if (components.isEmpty()
                || components.stream().map(Component::name).distinct().count() != components.size()) {
            throw new IllegalArgumentException("components must be some, with a name each (are " + components + ")");
        }
    }

    /** All tasks, by component in the order given and by index. */
    public List<TaskName> tasks() {
        List<TaskName> tasks = new ArrayList<>();
        for (Component component : components) {
            for (int i = 0; i < component.parallelism; i++) {
                tasks.add(new TaskName(component.name, i));
            }
        }
        return tasks;
    }

    /** Whether a component of this name reads input. */
    public boolean isSource(String component) {
        return components.stream().anyMatch(each -> each.source && each.name.equals(component));
    }
}
