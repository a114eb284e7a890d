package dev.freshet.cli;

import dev.freshet.core.epoch.EpochSettings;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.EpochStoreFactory;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.EpochWorker;
import dev.freshet.core.epoch.JobShape;
import dev.freshet.core.epoch.TaskEpochs;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tasks that do nothing but take part in epochs, in a thread of their own. */
final class EpochJob implements AutoCloseable {
    private final EpochStore store;
    private final EpochWorker worker;
    private final List<TaskEpochs> tasks;
    private final Thread thread;
    private volatile boolean closing;

    EpochJob(EpochStoreFactory stores, JobShape shape) {
        store = stores.open();
        worker = new EpochWorker(store, shape, new EpochSettings(50, 5_000, 0, 2));
        tasks = shape.tasks().stream().map(worker::join).toList();
        thread = new Thread(this::run, "epoch-job");
        thread.start();
    }

    private void run() {
        while (!closing) {
            worker.step(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), System.currentTimeMillis());
            tasks.forEach(this::act);
        }
    }

    private void act(TaskEpochs task) {
        EpochView view = task.view();
        if (view.state() == EpochView.State.FORMING) {
            task.ready(view.generation());
        } else if (view.state() == EpochView.State.RUNNING && view.trigger() > view.completed()) {
            String blob = task.blobName(view.trigger());
            store.put(blob, new byte[1000]);
            task.report(view.generation(), view.trigger(), blob, 1000);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
