package dev.freshet.bolts.results;

import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.snapshot.SectionBytes;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.storm.epoch.EpochBase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.storm.task.TopologyContext;

/** The encoders of a task, by name, through its epochs. */
final class ResultEncoders<C> {
    private static final int VERSION = 1;
    /** How much a task holds back before it takes no more; an epoch's rows are far fewer while epochs come as they should. */
    private static final long MOST_BYTES = 32L << 20;

    /** No result has this name: under it stands the run that the results began with. */
    private static final String SINCE = "";

    private final Map<String, ResultEncoder<C>> byName;
    private final long run;
    private final int index;
    private final int tasks;
    private long since;

    /** @param run the first generation of this run of the job */
    ResultEncoders(Map<String, ResultEncoder<C>> byName, long run, TopologyContext context) {
        this.byName = new TreeMap<>(byName);
        this.run = run;
        this.since = run;
        this.index = context.getThisTaskIndex();
        this.tasks = context.getComponentTasks(context.getThisComponentId()).size();
    }

    /** The first generation of the run that the results began with: this one, or one that it goes on from. */
    long since() {
        return since;
    }

    void take(long nowMs, List<C> into) {
        byName.values().forEach(encoder -> encoder.take(nowMs, into));
    }

    void written() {
        byName.values().forEach(ResultEncoder::written);
    }

    /** Forgets what was added, and takes over what was held back in the base. */
    void restart(EpochBase base) {
        byName.values().forEach(ResultEncoder::clear);
        since = run;
        for (EpochBase.Part part : base.parts()) {
            int writer = part.task().index();
            SectionBytes.forEach(part.bytes(), (keyGroup, version, bytes, from, to) -> {
                if (keyGroup == SnapshotWriter.NO_KEY_GROUP) {
                    restore(version, new StateInput(bytes, from, to), writer);
                }
            });
        }
    }

    private void restore(int version, StateInput in, int writer) {
        if (version != VERSION) {
            throw new IllegalStateException(
                    "a sink's state of version " + version + " cannot be read (this is version " + VERSION + ")");
        }
        String name = in.getText();
        if (name.equals(SINCE)) {
            since = Math.min(since, in.getLong());
            return;
        }
        ResultEncoder<C> encoder = byName.get(name);
        // What a result that is not there any more held back has nowhere to go.
        if (encoder != null && writer % tasks == index) {
            encoder.restore(in, writer == index);
        }
    }

    void barrier(long generation, long epoch, SectionBytes to) {
        StateOutput out = new StateOutput();
        out.putText(SINCE);
        out.putLong(since);
        out.section(to, SnapshotWriter.NO_KEY_GROUP, VERSION);
        out.take();
        byName.forEach((name, encoder) -> {
            out.putText(name);
            int before = out.size();
            encoder.barrier(generation, epoch, out);
            if (out.size() > before) {
                out.section(to, SnapshotWriter.NO_KEY_GROUP, VERSION);
            }
            out.take();
        });
    }

    boolean isDue(EpochView view) {
        boolean due = false;
        for (ResultEncoder<C> encoder : byName.values()) {
            due |= encoder.isDue(view);
        }
        return due;
    }

    boolean isFull() {
        return byName.values().stream().mapToLong(ResultEncoder::heldBytes).sum() >= MOST_BYTES;
    }
}
