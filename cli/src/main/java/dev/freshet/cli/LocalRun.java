package dev.freshet.cli;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.job.Checkpoints;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.job.PreparedJob;
import dev.freshet.topologies.job.Submission;
import java.time.Duration;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Runs a job on a {@link LocalStorm} until it ends or the user ends it. */
final class LocalRun {
    private static final Duration DRAIN_BOUND = Duration.ofSeconds(20);
    private static final Duration REDIS_BOUND = Duration.ofMinutes(2);
    private static final long POLL_MS = 200;

    private final PreparedJob job;
    private final Interrupt interrupt;
    private final JobView view;
    private final ScratchDirectory scratch;

    LocalRun(PreparedJob job, Interrupt interrupt, JobView view, ScratchDirectory scratch) {
        this.job = job;
        this.interrupt = interrupt;
        this.view = view;
        this.scratch = scratch;
    }

    /** What a run that ended tells. */
    record Ended(Outcome outcome, RunSummary summary) {}

    Ended run(ResultReader results) {
        Checkpoints.Begin begin = Checkpoints.begin(job);
        begin.notes().forEach(view::say);
        Submission submission = JobPlanner.submission(begin.job(), System.currentTimeMillis());
        submission.boards().reset();
        double cpuBefore = CpuClock.seconds();
        try (LocalStorm storm = new LocalStorm(scratch.path())) {
            storm.submit(submission.name(), submission.config(), submission.topology());
            try {
                JobProgress progress = follow(results, SourceTasks.of(submission.topology()));
                boolean done = progress.finishedSources() >= SourceTasks.of(submission.topology());
                Outcome outcome = !interrupt.asked()
                        ? Outcome.DONE
                        : done && !job.isBounded() ? Outcome.STOPPED : Outcome.INTERRUPTED;
                return new Ended(outcome, new RunSummary(progress, progress.seconds(), CpuClock.seconds() - cpuBefore));
            } finally {
                storm.kill(submission.name());
            }
        }
    }

    private JobProgress follow(ResultReader results, int sources) {
        long drainUntil = Long.MAX_VALUE;
        long silentSince = 0;
        while (true) {
            JobProgress progress;
            try {
                progress = JobProgress.read(results, job.name());
                view.show(progress);
                silentSince = 0;
            } catch (JedisConnectionException e) {
                // The job itself holds its results until Redis is back.
                silentSince = silentSince == 0 ? System.nanoTime() : silentSince;
                if (interrupt.asked() || System.nanoTime() - silentSince > REDIS_BOUND.toNanos()) {
                    throw CliException.failed("Redis does not answer any more: " + e.getMessage());
                }
                view.say("Redis does not answer; waiting for it");
                Arguments.pause(POLL_MS);
                continue;
            }
            if (progress.error() != null) {
                throw CliException.failed(progress.error());
            }
            if (progress.finishedSources() >= sources
                    || interrupt.insisted()
                    || drainUntil != Long.MAX_VALUE && System.nanoTime() - drainUntil > 0) {
                return progress;
            }
            if (interrupt.asked() && drainUntil == Long.MAX_VALUE) {
                drainUntil = System.nanoTime() + DRAIN_BOUND.toNanos();
                results.requestDrain(job.name());
                view.say("finishing what has been read; Ctrl-C again ends at once");
            }
            Arguments.pause(POLL_MS);
        }
    }

    /** Fails unless Redis answers. */
    static void requireAnswer(ResultReader results, String url) {
        try {
            if (results.ping()) {
                return;
            }
        } catch (RuntimeException e) {
            throw CliException.failed("Redis at " + RedisConfig.parse(url) + " does not answer: " + e.getMessage());
        }
        throw CliException.failed("Redis at " + RedisConfig.parse(url) + " does not answer as Redis does");
    }

    static String redisUrl(PreparedJob job) {
        return job.settings().get(Keys.REDIS_URL);
    }
}
