package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** The time between points, as it mostly is: the median of the last steps that go forward. */
final class StepLength implements KeyMemory {
    private static final int POINTS = 31;

    private final SortedWindow steps = new SortedWindow(POINTS);

    void note(long stepMs) {
        if (stepMs > 0) {
            steps.add(stepMs);
        }
    }

    /** Milliseconds; 0 while nothing is known. */
    long stepMs() {
        return steps.size() == 0 ? 0 : Math.round(steps.median());
    }

    @Override
    public void write(StateOutput to) {
        steps.write(to);
    }

    @Override
    public void read(StateInput from) {
        steps.read(from);
    }

    @Override
    public long sizeBytes() {
        return steps.sizeBytes() + 16;
    }
}
