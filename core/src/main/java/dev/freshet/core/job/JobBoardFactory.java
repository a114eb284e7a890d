package dev.freshet.core.job;

import java.io.Serializable;

/** Makes a task's board on the worker; part of the topology. */
public interface JobBoardFactory extends Serializable {
    /**
     * @param component the task's component
     * @param task the task's index within it
     * @param source whether the task is a source's
     */
    JobBoard open(String component, int task, boolean source);
}
