package dev.freshet.detect;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** A detector that goes by one statistic: its score says how seldom the statistic was as great. */
final class SingleDetector implements Detector {
    private static final double MEMORY_POINTS = 2000;
    private static final int LEARN_POINTS = 100;
    /** The score is 0.5 at one point in 10,000. */
    private static final double HALF_AT = 4;

    private final Strangeness strangeness;
    private final TailProbability tail = new TailProbability(MEMORY_POINTS, LEARN_POINTS);

    SingleDetector(Strangeness strangeness) {
        this.strangeness = strangeness;
    }

    @Override
    public void next(long timeMs, double value, Verdict verdict) {
        verdict.clear();
        double strange = strangeness.next(timeMs, value);
        if (Double.isNaN(strange)) {
            return;
        }
        verdict.expect(strangeness.expected(), strangeness.deviation());
        double decades = -Math.log10(tail.next(strange));
        if (strangeness.beganAnew()) {
            tail.clear();
        }
        verdict.score = Math.max(0, decades / (decades + HALF_AT));
        if (verdict.isAnomaly()) {
            verdict.reason = strangeness.reason();
            verdict.detector = strangeness.name();
        }
    }

    @Override
    public void write(StateOutput to) {
        strangeness.write(to);
        tail.write(to);
    }

    @Override
    public void read(StateInput from) {
        strangeness.read(from);
        tail.read(from);
    }

    @Override
    public long sizeBytes() {
        return strangeness.sizeBytes() + tail.sizeBytes() + 32;
    }
}
