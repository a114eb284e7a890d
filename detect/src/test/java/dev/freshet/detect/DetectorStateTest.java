package dev.freshet.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.MemorySnapshot;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Detectors and forecasts go on from a snapshot as if there had been none. */
class DetectorStateTest {
    private static final int POINTS = 3_000;
    private static final long STEP_MS = 300_000;

    @Test
    void detectorsGoOnFromASnapshot() {
        for (String name : Detectors.NAMES) {
            for (long seed = 1; seed <= (name.equals("rcf") ? 1 : 3); seed++) {
                Random random = new Random(seed);
                int cut = random.nextInt(POINTS);
                Detector whole = Detectors.named(name).get();
                Detector part = Detectors.named(name).get();
                List<String> expected = new ArrayList<>();
                List<String> found = new ArrayList<>();
                for (int i = 0; i < POINTS; i++) {
                    if (i == cut) {
                        part = restored(part, Detectors.named(name).get());
                    }
                    long timeMs = (i + random.nextInt(3) / 2) * STEP_MS;
                    double value = value(i, random);
                    expected.add(said(whole, timeMs, value));
                    found.add(said(part, timeMs, value));
                }
                assertThat(found).as("%s, seed %d, cut at %d", name, seed, cut).isEqualTo(expected);
            }
        }
    }

    @Test
    void forecastsGoOnFromASnapshot() {
        Random random = new Random(4);
        Forecaster whole = new Forecaster();
        Forecaster part = new Forecaster();
        for (int i = 0; i < POINTS; i++) {
            if (i % 700 == 333) {
                part = restored(part, new Forecaster());
            }
            double value = value(i, random);
            whole.next(i * STEP_MS, value);
            part.next(i * STEP_MS, value);
            for (int h = 0; h < Forecaster.HORIZONS.size(); h++) {
                assertThat(part.forecast(h)).isEqualTo(Double.valueOf(whole.forecast(h)));
                assertThat(part.halfWidth(h)).isEqualTo(Double.valueOf(whole.halfWidth(h)));
                assertThat(part.error(h)).isEqualTo(Double.valueOf(whole.error(h)));
            }
        }
    }

    @Test
    void forecastsBeatBothBaselinesOnADailySeries() {
        Random random = new Random(5);
        Forecaster forecaster = new Forecaster();
        double slow = 0;
        int held = 0;
        int asked = 0;
        double lower = Double.NaN;
        double upper = Double.NaN;
        for (int i = 0; i < 8_000; i++) {
            slow = 0.95 * slow + random.nextGaussian();
            double value = 100 + 30 * Math.sin(2 * Math.PI * i / 288) + 2 * slow + random.nextGaussian();
            if (i > 2_000) {
                asked++;
                held += value >= lower && value <= upper ? 1 : 0;
            }
            forecaster.next(i * STEP_MS, value);
            lower = forecaster.forecast(0) - forecaster.halfWidth(0);
            upper = forecaster.forecast(0) + forecaster.halfWidth(0);
        }
        for (int h = 0; h < Forecaster.HORIZONS.size(); h++) {
            assertThat(forecaster.error(h))
                    .isLessThan(forecaster.errorOfNow(h))
                    .isLessThan(forecaster.errorOfYesterday(h));
        }
        assertThat((double) held / asked).isBetween(0.85, 0.95);
    }

    private static double value(int i, Random random) {
        return Math.round(10 * (50 + 10 * Math.sin(2 * Math.PI * i / 144) + random.nextGaussian())) / 10.0
                + (random.nextInt(300) == 0 ? 60 : 0);
    }

    private static String said(Detector detector, long timeMs, double value) {
        Verdict verdict = new Verdict();
        detector.next(timeMs, value, verdict);
        return verdict.score + " " + verdict.expected + " " + verdict.lower + " " + verdict.reason + " "
                + verdict.detector;
    }

    private static <T extends KeyMemory> T restored(T from, T into) {
        StateOutput out = new StateOutput();
        from.write(out);
        MemorySnapshot snapshot = new MemorySnapshot();
        out.section(snapshot, 0, 1);
        snapshot.reader(0, 1).forEach((group, version, bytes, start, end) -> {
            StateInput in = new StateInput(bytes, start, end);
            into.read(in);
            assertThat(in.hasMore()).isFalse();
        });
        return into;
    }
}
