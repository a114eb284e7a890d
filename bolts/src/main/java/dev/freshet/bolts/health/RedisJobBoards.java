package dev.freshet.bolts.health;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.job.JobBoard;
import dev.freshet.core.job.JobBoardFactory;

/**
 * Opens boards in a job's {@code :health} in Redis. The tasks of a worker share a thread and a connection.
 *
 * @param redis the server
 * @param job the job's name
 * @param run the number of the run: what a worker of an earlier run still publishes is not taken
 */
public record RedisJobBoards(RedisConfig redis, String job, long run) implements JobBoardFactory {
    @Override
    public JobBoard open(String component, int task, boolean source) {
        return new RedisJobBoard(BoardWriter.share(this), component + "." + task, source);
    }

    /**
     * Clears the job's board for a new run. To be called once, by who submits it, before it is submitted.
     *
     * @throws RuntimeException of Jedis if Redis does not answer
     */
    public void reset() {
        BoardWriter.reset(this);
    }
}
