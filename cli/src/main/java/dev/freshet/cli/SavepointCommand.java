package dev.freshet.cli;

import dev.freshet.core.epoch.CompletedEpoch;
import dev.freshet.core.epoch.EpochChange;
import dev.freshet.core.epoch.EpochRecord;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.StoreException;
import dev.freshet.topologies.job.Checkpoints;
import dev.freshet.topologies.job.StartFrom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet savepoint}: keeps an epoch under a name. */
@Command(
        name = "savepoint",
        description = "Asks a running job for an epoch and keeps it under a name until it is dropped.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "'freshet submit APP --from NAME' goes on from it, also with another parallelism or a changed application.",
            "If the epoch is not complete in time the wish stands, and --drop takes it back.",
            "",
            "Examples:",
            "  freshet savepoint network before-upgrade",
            "  freshet savepoint network before-upgrade --timeout 5m --redis redis://10.0.0.7:6379",
            "  freshet savepoint network before-upgrade --drop"
        })
final class SavepointCommand implements Callable<Integer> {
    private static final long POLL_MS = 100;
    private static final long TELL_MS = 5_000;
    /** Others change the record too; each time one of them wins. */
    private static final int TRIES = 100;

    @Parameters(index = "0", paramLabel = "JOB")
    private String job = "";

    @Parameters(index = "1", paramLabel = "NAME")
    private String name = "";

    @Mixin
    private EpochStoreOption store = new EpochStoreOption();

    @Option(names = "--timeout", paramLabel = "1m", description = "How long to wait for the epoch; 1m unless given.")
    private String timeout = "1m";

    @Option(names = "--drop", description = "Forget the savepoint of this name, and remove what only it needs.")
    private boolean drop;

    @Override
    public Integer call() {
        long timeoutMs = Arguments.durationMs("--timeout", timeout);
        StartFrom.problemOfName(name).ifPresent(problem -> {
            throw CliException.wrongUse(problem);
        });
        return store.with(job, (opened, record) -> {
            boolean known = record.savepoints().containsKey(name);
            if (drop) {
                return dropped(opened, known || isAsked(record));
            }
            if (known) {
                throw CliException.failed("job '" + job + "' has a savepoint '" + name + "' already, of epoch "
                        + epoch(record).epoch() + "; --drop removes it");
            }
            if (!isAsked(record)) {
                change(opened, change -> change.askSavepoint(name));
            }
            CompletedEpoch made = await(opened, timeoutMs);
            System.out.println("savepoint " + name + " of " + job + ": epoch " + made.epoch() + ", "
                    + Numbers.count(made.bytes()) + " bytes, in "
                    + Math.max(0, made.completedAtMs() - made.triggeredAtMs()) + " ms");
            return Failures.DONE;
        });
    }

    private int dropped(EpochStore opened, boolean known) {
        if (!known) {
            throw CliException.failed("job '" + job + "' has no savepoint '" + name + "'");
        }
        change(opened, change -> change.dropSavepoint(name));
        System.out.println("dropped savepoint " + name + " of " + job);
        return Failures.DONE;
    }

    private boolean isAsked(EpochRecord record) {
        return record.savepointsAsked().contains(name)
                || record.pending() != null && record.pending().savepoints().contains(name);
    }

    private CompletedEpoch epoch(EpochRecord record) {
        CompletedEpoch epoch = record.savepoints().get(name);
        if (epoch == null) {
            throw new IllegalStateException("no savepoint '" + name + "'");
        }
        return epoch;
    }

    private CompletedEpoch await(EpochStore opened, long timeoutMs) {
        long began = System.nanoTime();
        long told = began;
        while (true) {
            EpochRecord record = read(opened);
            if (record.savepoints().containsKey(name)) {
                return epoch(record);
            }
            String why = String.join("; ", CheckpointsCommand.status(record, System.currentTimeMillis()));
            long now = System.nanoTime();
            if (TimeUnit.NANOSECONDS.toMillis(now - began) >= timeoutMs) {
                throw CliException.failed(
                        "no epoch of job '" + job + "' was complete within " + timeout + ": does it run? " + why);
            }
            if (TimeUnit.NANOSECONDS.toMillis(now - told) >= TELL_MS) {
                told = now;
                System.err.println("freshet: waiting for epoch "
                        + (record.lastEpoch() + (record.pending() == null ? 1 : 0)) + ": " + why);
            }
            Arguments.pause(POLL_MS);
        }
    }

    private EpochRecord read(EpochStore opened) {
        return Checkpoints.record(opened)
                .orElseThrow(() -> CliException.failed("the epochs of job '" + job + "' are gone from " + opened));
    }

    private void change(EpochStore opened, Consumer<EpochChange> step) {
        for (int i = 0; i < TRIES; i++) {
            EpochStore.Versioned stored = opened.read();
            byte[] value = stored.value();
            if (value != null) {
                EpochChange change = EpochRecord.fromBytes(value).change();
                step.accept(change);
                if (!change.changed()
                        || opened.compareAndSet(
                                stored.version(), change.toRecord().toBytes())) {
                    return;
                }
            }
        }
        throw new StoreException("the record of epochs changes faster than it can be written");
    }
}
