package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.JobShape;
import dev.freshet.core.epoch.TaskName;
import java.util.ArrayList;
import java.util.List;

/**
 * Two sources, a sum and a join behind the first shuffle, a table and a log behind the second; each with its own number of tasks. Tasks have
 * places from 0.
 */
final class Topology {
    static final List<String> COMPONENTS = List.of("a", "b", "sum", "join", "table", "log");
    private static final int[][] EDGES = {{2, 3}, {2, 3}, {4, 5}, {5}, {}, {}};

    final JobShape shape;
    final List<TaskName> tasks;
    private final int[] parallelism;
    private final int[] first = new int[COMPONENTS.size()];

    Topology(long submission, int[] parallelism) {
        this.parallelism = parallelism;
        List<JobShape.Component> components = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < parallelism.length; i++) {
            first[i] = place;
            place += parallelism[i];
            components.add(new JobShape.Component(COMPONENTS.get(i), parallelism[i], i < 2, ""));
        }
        shape = new JobShape("job", submission, JobShape.LATEST, components);
        tasks = shape.tasks();
    }

    int component(int place) {
        int component = COMPONENTS.size() - 1;
        while (first[component] > place) {
            component--;
        }
        return component;
    }

    int parallelism(int component) {
        return parallelism[component];
    }

    int place(int component, int index) {
        return first[component] + index;
    }

    /** The places that a task sends to, all tasks of each component downstream. */
    int[] targets(int place) {
        List<Integer> targets = new ArrayList<>();
        for (int component : EDGES[component(place)]) {
            for (int i = 0; i < parallelism[component]; i++) {
                targets.add(first[component] + i);
            }
        }
        return targets.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The places that send to a task. */
    int[] senders(int place) {
        int component = component(place);
        List<Integer> senders = new ArrayList<>();
        for (int from = 0; from < tasks.size(); from++) {
            for (int to : EDGES[component(from)]) {
                if (to == component) {
                    senders.add(from);
                }
            }
        }
        return senders.stream().mapToInt(Integer::intValue).toArray();
    }
}
