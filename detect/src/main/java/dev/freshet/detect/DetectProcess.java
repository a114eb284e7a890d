package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.List;
import java.util.function.Supplier;

/**
 * Judges the column {@code value} of each row of a key as it arrives, by a detector of the key's own: exactly one row for each.
 * A value that is NULL has the score 0, and the detector does not see it. Used by name: {@code detect_ensemble}.
 */
public abstract class DetectProcess implements KeyedProcess {
    private static final Schema INPUT = Schema.of(Field.nullable("value", Type.DOUBLE));
    private static final Schema OUTPUT = Schema.of(
            Field.nullable("value", Type.DOUBLE),
            Field.nullable("score", Type.DOUBLE),
            Field.nullable("expected", Type.DOUBLE),
            Field.nullable("lower", Type.DOUBLE),
            Field.nullable("upper", Type.DOUBLE),
            Field.nullable("anomaly", Type.BOOLEAN),
            Field.nullable("reason", Type.VARCHAR),
            Field.nullable("detector", Type.VARCHAR));

    private final String detector;
    private final Supplier<Detector> detectors;

    DetectProcess(String detector) {
        this.detector = detector;
        this.detectors = Detectors.named(detector);
    }

    @Override
    public String name() {
        return "detect_" + detector;
    }

    @Override
    public Schema input() {
        return INPUT;
    }

    @Override
    public List<Field> state() {
        return List.of();
    }

    @Override
    public KeyMemory newMemory() {
        return new Judged(detectors.get());
    }

    @Override
    public boolean takesRowsAsTheyArrive() {
        return true;
    }

    @Override
    public Schema output() {
        return OUTPUT;
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        Judged series = (Judged) key.memory();
        Verdict verdict = series.verdict;
        if (row.isNull(0) || !Double.isFinite(row.doubleAt(0))) {
            verdict.clear();
            verdict.reason = "no value";
        } else {
            series.detector.next(key.timeMs(), row.doubleAt(0), verdict);
            key.putDouble(0, row.doubleAt(0));
        }
        key.putDouble(1, verdict.score);
        put(key, 2, verdict.expected);
        put(key, 3, verdict.lower);
        put(key, 4, verdict.upper);
        key.putBoolean(5, verdict.isAnomaly());
        put(key, 6, verdict.reason);
        put(key, 7, verdict.detector);
        key.emit();
    }

    private static void put(KeyScope key, int column, double value) {
        if (Double.isFinite(value)) {
            key.putDouble(column, value);
        }
    }

    private static void put(KeyScope key, int column, String text) {
        if (!text.isEmpty()) {
            key.putText(column, text);
        }
    }

    /** A series' detector, and what it says last. */
    private static final class Judged implements KeyMemory {
        private static final long VERDICT_BYTES = 80;

        final Detector detector;
        final Verdict verdict = new Verdict();

        Judged(Detector detector) {
            this.detector = detector;
        }

        @Override
        public void write(StateOutput to) {
            detector.write(to);
        }

        @Override
        public void read(StateInput from) {
            detector.read(from);
        }

        @Override
        public long sizeBytes() {
            return detector.sizeBytes() + VERDICT_BYTES;
        }
    }

    /** {@code detect_ensemble}. */
    public static final class ByEnsemble extends DetectProcess {
        public ByEnsemble() {
            super(Detectors.ENSEMBLE);
        }
    }

    /** {@code detect_ewma}. */
    public static final class ByEwma extends DetectProcess {
        public ByEwma() {
            super("ewma");
        }
    }

    /** {@code detect_robust_z}. */
    public static final class ByRobustZ extends DetectProcess {
        public ByRobustZ() {
            super("robust_z");
        }
    }

    /** {@code detect_cusum}. */
    public static final class ByCusum extends DetectProcess {
        public ByCusum() {
            super("cusum");
        }
    }

    /** {@code detect_page_hinkley}. */
    public static final class ByPageHinkley extends DetectProcess {
        public ByPageHinkley() {
            super("page_hinkley");
        }
    }

    /** {@code detect_holt_winters}. */
    public static final class ByHoltWinters extends DetectProcess {
        public ByHoltWinters() {
            super("holt_winters");
        }
    }

    /** {@code detect_shape}. */
    public static final class ByShape extends DetectProcess {
        public ByShape() {
            super("shape");
        }
    }

    /** {@code detect_rcf}. */
    public static final class ByRcf extends DetectProcess {
        public ByRcf() {
            super("rcf");
        }
    }
}
