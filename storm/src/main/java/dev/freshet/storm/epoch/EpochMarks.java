package dev.freshet.storm.epoch;

import dev.freshet.core.epoch.OutChannels;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.Marks;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.storm.generated.Grouping;
import org.apache.storm.task.TopologyContext;

/** Marks what a task sends with its incarnation, the generation, and the number on the channel. Used by the task's thread alone. */
public final class EpochMarks implements Marks {
    private final Map<Integer, Integer> channels = new HashMap<>();
    private final OutChannels numbers;
    private long incarnation;
    private long generation;

    public EpochMarks(TopologyContext context) {
        TreeSet<Integer> targets = new TreeSet<>();
        for (Map<String, Grouping> consumers : context.getThisTargets().values()) {
            consumers.keySet().forEach(consumer -> targets.addAll(context.getComponentTasks(consumer)));
        }
        targets.forEach(task -> channels.put(task, channels.size()));
        numbers = new OutChannels(channels.size());
    }

    /** What is sent from now on is of this generation; its restore comes first. */
    public void begin(long ofIncarnation, long ofGeneration) {
        incarnation = ofIncarnation;
        generation = ofGeneration;
        numbers.restart();
    }

    @Override
    public Delivery on(int task, Delivery delivery) {
        return delivery.by(incarnation, generation, next(task));
    }

    @Override
    public Control on(int task, Control control) {
        return control.by(incarnation, generation, next(task));
    }

    private long next(int task) {
        Integer channel = channels.get(task);
        if (channel == null) {
            throw new IllegalStateException("task " + task + " does not follow this one");
        }
        return numbers.next(channel);
    }
}
