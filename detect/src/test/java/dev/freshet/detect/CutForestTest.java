package dev.freshet.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A forest's state, and what it holds on to. */
class CutForestTest {
    private static final int TREES = 5;
    private static final int SAMPLE = 64;
    private static final int LENGTH = 4;

    /** Equal points are kept once, however many samples have them: another form of the library's trees and counts. */
    @Test
    void goesOnAfterSnapshotsThroughConstantStretches() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            CutForest whole = forest();
            CutForest part = forest();
            for (int i = 0; i < 2_000; i++) {
                double value = i % 700 < 350 ? random.nextGaussian() : 7;
                if (random.nextInt(40) == 0) {
                    byte[] state = state(part);
                    part = random.nextBoolean() ? part : read(state);
                }
                assertThat(part.next(i, value))
                        .as("seed %d, point %d", seed, i)
                        .isEqualTo(Double.valueOf(whole.next(i, value)));
            }
        }
    }

    @Test
    void stateIsBoundedHoweverLongTheSeries() {
        Random random = new Random(4);
        CutForest forest = forest();
        int most = 0;
        for (int i = 0; i < 6_000; i++) {
            forest.next(i, random.nextGaussian());
            if (i % 1_000 == 999) {
                int bytes = state(forest).length;
                assertThat((long) bytes).isLessThan(forest.sizeBytes());
                assertThat(i < 2_000 ? 0 : bytes).isLessThanOrEqualTo(most * 11 / 10);
                most = Math.max(most, bytes);
            }
        }
    }

    @Test
    void farValuesDoNotHarmIt() {
        CutForest forest = forest();
        for (int i = 0; i < 300; i++) {
            double strange = forest.next(i, i % 50 == 49 ? Double.MAX_VALUE * (i % 100 - 74) : 1e12 + i % 7);
            assertThat(Double.isInfinite(strange)).isFalse();
            assertThat(Double.isNaN(strange)).isEqualTo(i < 40 + LENGTH);
        }
    }

    @Test
    void damagedStateIsTold() {
        CutForest forest = forest();
        for (int i = 0; i < 100; i++) {
            forest.next(i, i % 10);
        }
        byte[] state = state(forest);
        state[state.length / 2] ^= 4;
        assertThatThrownBy(() -> read(state))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged");
    }

    private static CutForest forest() {
        return new CutForest(TREES, SAMPLE, LENGTH);
    }

    private static byte[] state(CutForest forest) {
        StateOutput to = new StateOutput();
        forest.write(to);
        return to.take();
    }

    private static CutForest read(byte[] state) {
        CutForest forest = forest();
        StateInput from = new StateInput(state, 0, state.length);
        forest.read(from);
        assertThat(from.hasMore()).isFalse();
        return forest;
    }
}
