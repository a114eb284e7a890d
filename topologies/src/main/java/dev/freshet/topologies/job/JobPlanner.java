package dev.freshet.topologies.job;

import dev.freshet.core.plan.Plan;
import dev.freshet.topologies.problem.ProblemsException;

/**
 * From what a user asks for to what Storm takes.
 *
 * <pre>{@code
 * PreparedJob job = JobPlanner.prepare(spec);              // reads YAML, configuration and samples; starts and connects to nothing
 * job = job.with("redis.url", redis.url());                // where a server was started for it
 * Submission submission = JobPlanner.submission(job);
 * cluster.submitTopology(submission.name(), submission.config(), submission.topology());
 * }</pre>
 */
public final class JobPlanner {
    private JobPlanner() {}

    /**
     * Finds out what is to be run.
     *
     * @throws ProblemsException with everything that is wrong
     */
    public static PreparedJob prepare(JobSpec spec) {
        throw new UnsupportedOperationException("prepare " + spec);
    }

    /**
     * The whole plan of an application or file, with all its inputs, for {@code explain}.
     *
     * @throws ProblemsException with everything that is wrong
     */
    public static Plan plan(String nameOrFile) {
        throw new UnsupportedOperationException("plan " + nameOrFile);
    }

    /**
     * The job compiled to a topology.
     *
     * @throws ProblemsException where settings contradict each other
     */
    public static Submission submission(PreparedJob job) {
        throw new UnsupportedOperationException("submit " + job);
    }
}
