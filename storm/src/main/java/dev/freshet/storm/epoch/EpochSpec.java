package dev.freshet.storm.epoch;

import dev.freshet.core.epoch.EpochSettings;
import dev.freshet.core.epoch.EpochStoreFactory;
import dev.freshet.core.epoch.JobShape;
import java.io.Serializable;

/** That a job has epochs, and how: the same for all its tasks. */
public record EpochSpec(JobShape shape, EpochSettings settings, EpochStoreFactory stores) implements Serializable {
    /** How many tasks a component has. */
    int parallelism(String component) {
        return parallelism(shape, component);
    }

    /** How many tasks a component has in a shape; 0 if it is not there. */
    static int parallelism(JobShape shape, String component) {
        return shape.components().stream()
                .filter(each -> each.name().equals(component))
                .mapToInt(JobShape.Component::parallelism)
                .findFirst()
                .orElse(0);
    }
}
