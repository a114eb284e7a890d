package dev.freshet.bench.freshet;

import dev.freshet.core.job.JobBoard;
import dev.freshet.core.job.JobBoardFactory;
import java.time.Duration;
import java.util.Map;

/**
 * The tasks' boards in this process, seen by the run's {@link Watch}; what they publish goes on to other boards.
 *
 * @param shared the boards that the job has anyway: Redis's, or none
 * @param local whether tasks tell each other how far they are by the watch, not by the shared boards
 */
record WatchedBoards(long runId, JobBoardFactory shared, boolean local) implements JobBoardFactory {
    @Override
    public JobBoard open(String component, int task, boolean source) {
        return new Watched(Watch.OPEN.of(runId), shared.open(component, task, source), component + "." + task, local);
    }

    private record Watched(Watch watch, JobBoard board, String task, boolean local) implements JobBoard {
        @Override
        public void publish(Map<String, String> fields) {
            board.publish(fields);
            watch.published(task, fields);
        }

        @Override
        public boolean flush(Duration atMost) {
            return board.flush(atMost);
        }

        @Override
        public void progress(long watermarkMs) {
            if (local) {
                watch.progress(task, watermarkMs);
            }
            board.progress(watermarkMs);
        }

        @Override
        public long othersWatermarkMs() {
            return local ? watch.othersMs(task) : board.othersWatermarkMs();
        }

        @Override
        public boolean drainRequested() {
            return board.drainRequested();
        }

        @Override
        public void close() {
            board.close();
        }
    }
}
