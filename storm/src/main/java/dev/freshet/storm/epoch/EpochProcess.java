package dev.freshet.storm.epoch;

import dev.freshet.core.epoch.EpochHealth;
import dev.freshet.core.epoch.EpochRecord;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.EpochWorker;
import dev.freshet.core.epoch.StoreException;
import dev.freshet.core.epoch.TaskName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.utils.ConfigUtils;
import org.apache.storm.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all tasks of a job in one worker share: a thread that looks at the record and makes its steps, and one that stores and reads
 * snapshots. It is there from the first task that joins to the last that leaves. Several workers may share a JVM.
 */
public final class EpochProcess {
    private static final Logger LOG = LoggerFactory.getLogger(EpochProcess.class);
    private static final long STEP_MS = 25;
    private static final int STRANDED = 3;
    private static final Map<String, EpochProcess> OPEN = new HashMap<>();

    private final String key;
    private final EpochSpec spec;
    private final EpochStore register;
    private final EpochStore blobs;
    private final EpochWorker worker;
    private final List<EpochTask> tasks = new CopyOnWriteArrayList<>();
    private final ExecutorService beside;
    private final Thread poller;
    private final boolean ownJvm;
    private volatile boolean closed;
    private volatile Map<String, String> health = Map.of();
    private @Nullable EpochRecord noted;
    private volatile @Nullable String problem;

    private EpochProcess(String key, EpochSpec spec, boolean ownJvm) {
        this.key = key;
        this.ownJvm = ownJvm;
        this.spec = spec;
        this.register = spec.stores().open();
        this.blobs = spec.stores().open();
        this.worker = new EpochWorker(register, spec.shape(), spec.settings());
        this.beside = Executors.newSingleThreadExecutor(work -> daemon(work, "freshet-snapshots"));
        this.poller = daemon(this::run, "freshet-epochs");
    }

    /** The task of this context takes part. */
    public static EpochTask join(EpochSpec spec, TopologyContext context) {
        TaskName name = new TaskName(context.getThisComponentId(), context.getThisTaskIndex());
        String key = context.getStormId() + ":" + context.getThisWorkerPort();
        synchronized (OPEN) {
            EpochProcess process = OPEN.get(key);
            if (process == null) {
                process = new EpochProcess(key, spec, !ConfigUtils.isLocalMode(context.getConf()));
                OPEN.put(key, process);
                process.poller.start();
            }
            return process.join(name);
        }
    }

    private EpochTask join(TaskName name) {
        EpochTask task = new EpochTask(
                this,
                worker.join(name),
                spec.parallelism(name.component()),
                spec.shape().isSource(name.component()));
        tasks.add(task);
        return task;
    }

    void leave(EpochTask task) {
        synchronized (OPEN) {
            if (!tasks.remove(task) || !tasks.isEmpty()) {
                return;
            }
            OPEN.remove(key, this);
        }
        closed = true;
        poller.interrupt();
        beside.shutdownNow();
    }

    /** The job's newest epoch as fields of the board. */
    Map<String, String> health() {
        return health;
    }

    EpochSpec spec() {
        return spec;
    }

    private void note(@Nullable EpochRecord record) {
        if (record != null && record != noted) {
            noted = record;
            health = EpochHealth.of(record).fields();
        }
    }

    EpochStore blobs() {
        return blobs;
    }

    @Nullable
    String problem() {
        return problem;
    }

    <T> Future<T> submit(Callable<T> work) {
        try {
            return beside.submit(work);
        } catch (RejectedExecutionException e) {
            FutureTask<T> never = new FutureTask<>(work);
            never.cancel(false);
            return never;
        }
    }

    private void run() {
        boolean away = false;
        while (!closed) {
            try {
                worker.step(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), System.currentTimeMillis());
                if (away) {
                    LOG.info("the store of epochs answers again");
                }
                away = false;
                problem = null;
            } catch (StoreException e) {
                if (!away) {
                    LOG.warn("the store of epochs does not answer, trying again: {}", e.getMessage());
                }
                away = true;
            } catch (IllegalArgumentException | IllegalStateException e) {
                if (!Objects.equals(problem, e.getMessage())) {
                    LOG.error("the epochs of job {} cannot go on", spec.shape().job(), e);
                }
                problem = String.valueOf(e.getMessage());
            } catch (RuntimeException e) {
                LOG.warn("the record of epochs could not be looked at, trying again", e);
            }
            if (ownJvm && worker.isStranded()) {
                // The supervisor starts it again, unless it has been told that somebody else has its tasks.
                Utils.exitProcess(
                        STRANDED,
                        "another worker has tasks of this one, and no epoch of job "
                                + spec.shape().job() + " was complete since: this worker ends");
            }
            note(worker.record());
            tasks.forEach(EpochTask::seen);
            if (!pause(STEP_MS)) {
                break;
            }
        }
        // It was woken to end; what follows may wait.
        Thread.interrupted();
        register.close();
        try {
            if (!beside.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("a snapshot is still on its way at the end of the worker");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        blobs.close();
    }

    private static boolean pause(long ms) {
        try {
            Thread.sleep(ms);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits longer each time, up to a second, and says so once. */
    static final class BackOff {
        private static final long FIRST_MS = 20;
        private static final long LONGEST_MS = 1000;

        private long ms = FIRST_MS;

        void pause(String what, StoreException e) {
            if (ms == FIRST_MS) {
                LOG.warn("{}, trying again: {}", what, e.getMessage());
            }
            if (!EpochProcess.pause(ms)) {
                throw e;
            }
            ms = Math.min(LONGEST_MS, 2 * ms);
        }
    }
}
