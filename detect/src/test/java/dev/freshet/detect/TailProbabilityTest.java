package dev.freshet.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums that are kept are, bit for bit, those of adding all weights up again for each value. */
class TailProbabilityTest {
    private static final double MEMORY = 25;
    private static final int LEARN = 50;
    /** So many that weights are made small again on the way. */
    private static final int VALUES = 7_000;

    @Test
    void isWhatAddingUpAgainGives() {
        for (long seed = 1; seed <= 2; seed++) {
            Random random = new Random(seed);
            TailProbability tail = new TailProbability(MEMORY, LEARN);
            AllAgain again = new AllAgain();
            for (int i = 0; i < VALUES; i++) {
                double value = value(random, seed);
                assertThat(tail.next(value))
                        .as("seed %d, value %d", seed, i)
                        .isEqualTo(Double.valueOf(again.next(value)));
                if (i == 6_500) {
                    tail.clear();
                    again = new AllAgain();
                } else if (random.nextInt(500) == 0) {
                    tail = restored(tail);
                }
            }
        }
    }

    private static double value(Random random, long seed) {
        double z = Math.abs(random.nextGaussian());
        return switch (random.nextInt(seed == 2 ? 3 : 200)) {
            case 0 -> 1000 * z;
            case 1 -> 0;
            default -> z;
        };
    }

    private static TailProbability restored(TailProbability tail) {
        StateOutput to = new StateOutput();
        tail.write(to);
        byte[] bytes = to.take();
        TailProbability made = new TailProbability(MEMORY, LEARN);
        made.read(new StateInput(bytes, 0, bytes.length));
        return made;
    }

    private static final class AllAgain {
        private final double[] weights = new double[256];
        private double weight = 1;
        private double total;
        private long seen;

        double next(double value) {
            double place = Math.min(255, 24 * Math.log1p(value));
            double share = seen < LEARN ? 1 : share(place);
            weights[(int) place] += weight;
            total += weight;
            weight *= Math.exp(1 / Math.min(MEMORY, 100 + 0.5 * seen++));
            if (weight > 1e100) {
                for (int i = 0; i < weights.length; i++) {
                    weights[i] /= weight;
                }
                total /= weight;
                weight = 1;
            }
            return share;
        }

        private double share(double place) {
            int edge = 255;
            while (edge > 0 && from(edge) < 0.02 * total) {
                edge--;
            }
            int bin = (int) place;
            if (bin <= edge) {
                double sum = from(bin + 1) + weights[bin] * (bin + 1 - place);
                return Math.min(1, (sum + weight) / (total + weight));
            }
            double excess = 0;
            for (int i = 255; i > edge; i--) {
                excess += from(i);
            }
            double above = from(edge + 1);
            double mean = Math.max(0.5, (excess + 4 * weight) / (above + 2 * weight));
            return (above + weight) / (total + weight) * Math.exp(-(place - (edge + 1)) / mean);
        }

        private double from(int bin) {
            double sum = 0;
            for (int i = 255; i >= bin; i--) {
                sum += weights[i];
            }
            return sum;
        }
    }
}
