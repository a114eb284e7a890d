package dev.freshet.topologies.job;

import dev.freshet.bolts.checkpoint.FileEpochStores;
import dev.freshet.bolts.checkpoint.RedisEpochStores;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.epoch.CompletedEpoch;
import dev.freshet.core.epoch.EpochRecord;
import dev.freshet.core.epoch.EpochSettings;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.EpochStoreFactory;
import dev.freshet.core.epoch.JobShape;
import dev.freshet.core.epoch.Restorable;
import dev.freshet.core.epoch.StoreException;
import dev.freshet.storm.epoch.EpochSpec;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.deploy.EpochShape;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A job's epochs: where they are kept, how often there is one, and from which the job goes on. */
public final class Checkpoints {
    private static final String SUBMITTED_INTERVAL = "1s";
    private static final Place FROM = Place.of("--from");
    private static final Set<String> KEPT_WORDS = Set.of(JobShape.LATEST, JobShape.SCRATCH);

    private Checkpoints() {}

    /** Whether the job has epochs. */
    public static boolean on(PreparedJob job) {
        return !job.settings().get(Keys.CHECKPOINT_INTERVAL).isZero();
    }

    /** The job as it is submitted to a cluster: there it has epochs unless somebody says otherwise. */
    public static PreparedJob submitted(PreparedJob job) {
        return job.settings().isSet(Keys.CHECKPOINT_INTERVAL)
                ? job
                : job.with(Keys.CHECKPOINT_INTERVAL.name(), SUBMITTED_INTERVAL);
    }

    /** The store of a job's epochs. */
    public static EpochStoreFactory store(PreparedJob job) {
        Settings settings = job.settings();
        return store(settings.get(Keys.CHECKPOINT_STORE), settings.get(Keys.REDIS_URL), job.name());
    }

    /**
     * The store of a job's epochs.
     *
     * @param store as the key {@code checkpoint.store} takes it
     * @param redisUrl the Redis of the results
     * @throws IllegalArgumentException if it is no store
     */
    public static EpochStoreFactory store(String store, String redisUrl, String job) {
        if (store.startsWith("file:")) {
            return new FileEpochStores(Path.of(URI.create(store)).toString(), job);
        }
        return new RedisEpochStores(RedisConfig.parse(store.equals("redis") ? redisUrl : store), job);
    }

    /**
     * What the tasks of a job are told of its epochs; empty if it has none.
     *
     * @param submission greater for every submission of the job
     */
    public static Optional<EpochSpec> spec(PreparedJob job, long submission) {
        return on(job)
                ? Optional.of(new EpochSpec(shape(job, submission), settings(job), store(job)))
                : Optional.empty();
    }

    /** When there is an epoch, and how many are kept; only where there are any. */
    public static EpochSettings settings(PreparedJob job) {
        Settings settings = job.settings();
        long intervalMs = settings.get(Keys.CHECKPOINT_INTERVAL).toMillis();
        return new EpochSettings(
                intervalMs,
                settings.get(Keys.CHECKPOINT_DEADLINE).toMillis(),
                EpochSettings.every(intervalMs).formMs(),
                settings.get(Keys.CHECKPOINT_KEEP));
    }

    /**
     * Which tasks take part, and where they begin.
     *
     * @param submission greater for every submission of the job
     */
    public static JobShape shape(PreparedJob job, long submission) {
        return EpochShape.of(job.plan(), job.settings(), submission, job.from().orElse(JobShape.LATEST));
    }

    /**
     * What a job begins with.
     *
     * @param job the job, with the state that it begins with
     * @param notes for the user, a sentence each
     */
    public record Begin(PreparedJob job, List<String> notes) {}

    /**
     * Finds out what the job begins with. Where nothing is said that is its latest epoch; but a job that had come to its end begins
     * anew. One that never ends by itself was drained then: its windows are closed, and it does not begin until somebody says where.
     *
     * @throws dev.freshet.topologies.problem.ProblemsException if it cannot begin as it is asked to, or the store does not answer
     */
    public static Begin begin(PreparedJob job) {
        Problems problems = new Problems();
        if (!on(job)) {
            job.from()
                    .filter(from -> !KEPT_WORDS.contains(from))
                    .ifPresent(name -> problems.usage(
                            FROM, StartFrom.unknown(name) + "; savepoints need epochs, and checkpoint.interval is 0"));
            problems.throwIfAny();
            return new Begin(job, List.of());
        }
        Optional<EpochRecord> record = Optional.empty();
        try (EpochStore store = store(job).open()) {
            record = record(store);
        } catch (StoreException e) {
            problems.failure(Place.of(Keys.CHECKPOINT_STORE.name()), String.valueOf(e.getMessage()));
        }
        problems.throwIfAny();
        Optional<CompletedEpoch> latest = record.flatMap(Checkpoints::latest);
        if (job.from().isEmpty()
                && job.isBounded()
                && latest.filter(epoch -> epoch.finished() && epoch.finishedBefore())
                        .isPresent()) {
            return new Begin(
                    job.beginning(JobShape.SCRATCH),
                    List.of("job '" + job.name() + "' had come to its end and begins anew"));
        }
        JobShape shape = shape(job, Long.MAX_VALUE);
        Optional<CompletedEpoch> start = start(record, shape, problems);
        start.filter(epoch -> epoch.finished() && !job.isBounded())
                .ifPresent(epoch -> problems.failure(FROM, drained(epoch, shape)));
        List<String> notes = start.map(epoch -> notes(epoch, shape, problems)).orElse(List.of());
        problems.throwIfAny();
        return new Begin(job, notes);
    }

    private static String drained(CompletedEpoch epoch, JobShape shape) {
        return "job '" + shape.job() + "' was drained at epoch " + epoch.epoch()
                + ", so its windows are closed and what comes would be late; '--from scratch,committed' begins with no"
                + " state behind what was read, '--from scratch' reads all of it again";
    }

    /**
     * The record of a job's epochs; empty if it never had any.
     *
     * @throws StoreException if the store does not answer, or what it has cannot be read
     */
    public static Optional<EpochRecord> record(EpochStore store) {
        byte[] value = store.read().value();
        try {
            return Optional.ofNullable(value).map(EpochRecord::fromBytes);
        } catch (IllegalStateException e) {
            throw new StoreException("the record of epochs cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<CompletedEpoch> latest(EpochRecord record) {
        List<CompletedEpoch> epochs = record.completed();
        return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
    }

    private static Optional<CompletedEpoch> start(Optional<EpochRecord> record, JobShape shape, Problems problems) {
        if (shape.from().equals(JobShape.SCRATCH)) {
            return Optional.empty();
        }
        if (shape.from().equals(JobShape.LATEST)) {
            return record.flatMap(Checkpoints::latest);
        }
        Optional<CompletedEpoch> savepoint =
                record.map(known -> known.savepoints().get(shape.from()));
        if (savepoint.isEmpty()) {
            List<String> names = record.map(
                            known -> List.copyOf(known.savepoints().keySet()))
                    .orElse(List.of());
            problems.usage(
                    FROM,
                    "job '" + shape.job() + "' has no savepoint '" + shape.from() + "'"
                            + (names.isEmpty() ? ", and no other" : "; it has " + String.join(", ", names))
                            + " (and --from takes scratch, latest, earliest, committed or a time)");
        }
        return savepoint;
    }

    private static List<String> notes(CompletedEpoch epoch, JobShape shape, Problems problems) {
        List<String> against = Restorable.problems(epoch, shape);
        against.forEach(problem -> problems.failure(FROM, problem));
        if (!against.isEmpty()) {
            problems.failure(
                    FROM,
                    "job '" + shape.job() + "' cannot go on from epoch " + epoch.epoch()
                            + "; '--from scratch' begins with no state");
        }
        List<String> notes = new ArrayList<>();
        notes.add("goes on from epoch " + epoch.epoch());
        for (JobShape.Component now : shape.components()) {
            Optional<JobShape.Component> then = epoch.shape().components().stream()
                    .filter(each -> each.name().equals(now.name()))
                    .findFirst();
            if (then.isEmpty()) {
                notes.add(now.name() + " is new and begins with no state");
            } else if (then.get().parallelism() != now.parallelism()) {
                notes.add(now.name() + " had " + then.get().parallelism() + " tasks and has " + now.parallelism());
            }
        }
        return notes;
    }
}
