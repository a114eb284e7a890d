package dev.freshet.storm.epoch;

import dev.freshet.core.epoch.CompletedEpoch;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.Part;
import dev.freshet.core.epoch.SnapshotException;
import dev.freshet.core.epoch.StoreException;
import dev.freshet.core.epoch.TaskEpochs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task's end of its job's epochs. What a generation starts from is read as soon as the generation is known, beside the stream, and
 * only then is the task ready for it; snapshots are stored beside the stream too, and reported when they are durable. Never blocks.
 */
public final class EpochTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EpochTask.class);

    private final EpochProcess process;
    private final TaskEpochs epochs;
    private final int parallelism;
    private final boolean source;
    private volatile @Nullable EpochBase base;
    private volatile boolean given;
    private long asked;

    EpochTask(EpochProcess process, TaskEpochs epochs, int parallelism, boolean source) {
        this.process = process;
        this.epochs = epochs;
        this.parallelism = parallelism;
        this.source = source;
    }

    public EpochView view() {
        return epochs.view();
    }

    /** The index of the task within its component. */
    public int index() {
        return epochs.task().index();
    }

    /** How many tasks its component has. */
    public int parallelism() {
        return parallelism;
    }

    /** The job's newest epoch as fields of the board. */
    public Map<String, String> health() {
        return process.health();
    }

    /** Why the job can never start; null while it may. */
    public @Nullable String problem() {
        return process.problem();
    }

    /** What a generation starts from; null until it is read. */
    public @Nullable EpochBase base(long generation) {
        EpochBase read = base;
        return read != null && read.generation() == generation ? read : null;
    }

    /** A source sends nothing of older generations any more. */
    public void ready(long generation) {
        if (base(generation) != null) {
            epochs.ready(generation);
        }
    }

    public void failed(long generation, String why) {
        LOG.warn("{} asks for a new generation after {}: {}", epochs.task(), generation, why);
        epochs.failed(generation, why);
    }

    /** What a generation starts from makes no state: an older one is to be taken. */
    public void damaged(EpochBase of, String why) {
        LOG.warn("{} cannot go on from epoch {}: {}", epochs.task(), of.epoch(), why);
        if (of.epoch() == 0) {
            epochs.failed(of.generation(), why);
        } else {
            epochs.damaged(of.generation(), of.epoch(), why);
        }
    }

    /** Does something beside the stream. */
    public <T> Future<T> later(Callable<T> work) {
        return process.submit(work);
    }

    /**
     * Stores a snapshot and reports it.
     *
     * @param snapshot empty for no state
     * @param finished of a source: whether everything that will ever come was sent
     */
    public void store(long generation, long epoch, byte[] snapshot, boolean finished) {
        if (snapshot.length == 0) {
            epochs.report(generation, epoch, "", 0, finished);
            return;
        }
        String name = epochs.blobName(epoch);
        process.submit(() -> {
            EpochProcess.BackOff backOff = new EpochProcess.BackOff();
            while (isCurrent(generation)) {
                try {
                    process.blobs().put(name, snapshot);
                    epochs.report(generation, epoch, name, snapshot.length, finished);
                    return true;
                } catch (StoreException e) {
                    backOff.pause("snapshot " + name + " is not stored yet", e);
                }
            }
            return false;
        });
    }

    private boolean isCurrent(long generation) {
        EpochView now = view();
        return !given && now.generation() == generation && now.state() != EpochView.State.SUPERSEDED;
    }

    /** The task cannot go on, whatever is done: it is never ready again. */
    public void giveUp() {
        given = true;
    }

    /** Called by the process after each look at the record. */
    void seen() {
        EpochView now = view();
        boolean takesPart = now.state() == EpochView.State.FORMING || now.state() == EpochView.State.RUNNING;
        if (!given && takesPart && now.generation() > asked) {
            asked = now.generation();
            process.submit(() -> read(now.generation(), now.base()));
        }
    }

    private boolean read(long generation, @Nullable CompletedEpoch from) {
        EpochProcess.BackOff backOff = new EpochProcess.BackOff();
        while (isCurrent(generation)) {
            try {
                base = read(generation, from, process.blobs());
                if (!source) {
                    epochs.ready(generation);
                }
                return true;
            } catch (StoreException e) {
                backOff.pause("the state of " + epochs.task() + " is not read yet", e);
            } catch (SnapshotException e) {
                long epoch = from == null ? 0 : from.epoch();
                damaged(new EpochBase(generation, epoch, false, true, List.of()), String.valueOf(e.getMessage()));
                return false;
            }
        }
        return false;
    }

    private EpochBase read(long generation, @Nullable CompletedEpoch from, EpochStore blobs) {
        if (from == null) {
            return new EpochBase(generation, 0, false, true, List.of());
        }
        String component = epochs.task().component();
        boolean same = EpochSpec.parallelism(from.shape(), component) == parallelism;
        List<EpochBase.Part> parts = new ArrayList<>();
        for (Part part : from.parts(component)) {
            boolean wanted = source || !same || part.task().equals(epochs.task());
            if (wanted && !part.blob().isEmpty()) {
                parts.add(new EpochBase.Part(part.task(), blobs.get(part.blob())));
            }
        }
        boolean ended = from.finished()
                && from.shape().submission() != process.spec().shape().submission();
        return new EpochBase(generation, from.epoch(), ended, same, parts);
    }

    @Override
    public void close() {
        given = true;
        process.leave(this);
    }
}
