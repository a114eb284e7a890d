package dev.freshet.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What the ensemble promises. */
class EnsembleTest {
    private static final long STEP_MS = 60_000;

    @Test
    void holdsItsTongueWhileItLearns() {
        Random random = new Random(1);
        double[] scores = scores(1_000, i -> i == 40 ? 1e6 : random.nextGaussian());
        for (int i = 0; i < Ensemble.LEARN_POINTS; i++) {
            assertThat(scores[i]).isZero();
        }
    }

    @Test
    void aConstantSeriesIsNotStrangeUntilItChanges() {
        double[] scores = scores(2_000, i -> i == 1_500 ? 8 : 7);
        for (int i = 0; i < 1_500; i++) {
            assertThat(scores[i]).as("point %d", i).isLessThan(Verdict.ANOMALY);
        }
        assertThat(scores[1_500]).isGreaterThan(Verdict.ANOMALY);
    }

    @Test
    void aShiftIsOneAlarmAndThenTheNewLevel() {
        Random random = new Random(2);
        double[] scores = scores(3_000, i -> (i < 2_000 ? 10 : 30) + random.nextGaussian());
        assertThat(scores[2_000]).isGreaterThan(Verdict.ANOMALY);
        int later = 0;
        for (int i = 2_100; i < 3_000; i++) {
            later += scores[i] >= Verdict.ANOMALY ? 1 : 0;
        }
        assertThat(later).isLessThanOrEqualTo(4);
    }

    @Test
    void aStuckValueIsFound() {
        Random random = new Random(3);
        double[] noise = random.doubles(3_000).toArray();
        double[] scores = scores(3_000, i -> noise[i < 2_000 || i > 2_100 ? i : 2_000]);
        double most = 0;
        for (int i = 2_000; i <= 2_100; i++) {
            most = Math.max(most, scores[i]);
        }
        assertThat(most).isGreaterThan(Verdict.ANOMALY);
    }

    private static double[] scores(int points, IntToDoubleFunction values) {
        Detector detector = Detectors.named(Detectors.ENSEMBLE).get();
        Verdict verdict = new Verdict();
        double[] scores = new double[points];
        for (int i = 0; i < points; i++) {
            detector.next(i * STEP_MS, values.applyAsDouble(i), verdict);
            scores[i] = verdict.score;
        }
        return scores;
    }
}
