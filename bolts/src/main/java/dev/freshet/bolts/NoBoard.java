package dev.freshet.bolts;

import dev.freshet.core.job.JobBoard;
import dev.freshet.core.job.JobBoardFactory;
import java.time.Duration;
import java.util.Map;

/** No job board: for bolts in a topology that nobody watches through Redis. Storm's metrics tell the counters all the same. */
public enum NoBoard implements JobBoardFactory {
    INSTANCE;

    @Override
    public JobBoard open(String component, int task, boolean source) {
        return new Silent();
    }

    private static final class Silent implements JobBoard {
        @Override
        public void publish(Map<String, String> fields) {}

        @Override
        public boolean flush(Duration atMost) {
            return true;
        }

        @Override
        public void progress(long watermarkMs) {}

        @Override
        public long othersWatermarkMs() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean drainRequested() {
            return false;
        }

        @Override
        public void close() {}
    }
}
