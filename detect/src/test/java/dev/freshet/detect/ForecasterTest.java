package dev.freshet.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecasterTest {
    private static final int DAY = 288;

    /** Of a walk nothing can be foretold, and what a day ago has to say must not spoil it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aWalkIsForetoldAsWellAsByItsLastPoint(long seed) {
        Random random = new Random(seed);
        double[] walk = new double[5 * DAY];
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + random.nextGaussian();
        }
        Forecaster forecaster = after(5 * DAY, i -> walk[i]);
        for (int i = 0; i < Forecaster.HORIZONS.size(); i++) {
            assertThat(forecaster.error(i)).as("seed " + seed).isLessThan(1.03 * forecaster.errorOfNow(i));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aDayThatComesAgainIsForetoldBetterThanByEitherOfTheTwo(long seed) {
        Random random = new Random(seed);
        Forecaster forecaster =
                after(7 * DAY, i -> 50 + 20 * Math.sin(2 * Math.PI * i / DAY) + 2 * random.nextGaussian());
        for (int i = 0; i < Forecaster.HORIZONS.size(); i++) {
            assertThat(forecaster.error(i))
                    .as("seed " + seed)
                    .isLessThan(forecaster.errorOfNow(i))
                    .isLessThan(forecaster.errorOfYesterday(i));
        }
    }

    private static Forecaster after(int points, IntToDoubleFunction value) {
        Forecaster forecaster = new Forecaster();
        for (int i = 0; i < points; i++) {
            forecaster.next(1_767_600_000_000L + i * 300_000L, value.applyAsDouble(i));
        }
        return forecaster;
    }
}
