package dev.freshet.detect;

import java.util.List;
import java.util.function.Supplier;

/** The detectors, by name. */
public final class Detectors {
    /** The one that is used where none is named. */
    public static final String ENSEMBLE = "ensemble";
    /** All names. */
    public static final List<String> NAMES =
            List.of(ENSEMBLE, "ewma", "robust_z", "cusum", "page_hinkley", "holt_winters", "shape", "rcf");

    private static final double SHORT_POINTS = 30;
    private static final double EWMA_POINTS = 100;
    private static final int WINDOW_POINTS = 200;
    private static final double LONG_POINTS = 500;
    private static final int SHORT_SHAPE = 4;
    private static final int LONG_SHAPE = 24;
    private static final int STRETCHES = 512;
    private static final int TREES = 30;
    private static final int SAMPLE = 256;
    private static final int SHINGLE = 8;

    private Detectors() {}

    /**
     * Makes detectors of a name, one for each series.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Supplier<Detector> named(String name) {
        return switch (name) {
            case ENSEMBLE ->
                () -> new Ensemble(
                        new HoltWinters(),
                        new Ewma(SHORT_POINTS),
                        new ShapeNeighbours(SHORT_SHAPE, STRETCHES),
                        new ShapeNeighbours(LONG_SHAPE, STRETCHES));
            case "ewma" -> single(() -> new Ewma(EWMA_POINTS));
            case "robust_z" -> single(() -> new RobustZ(WINDOW_POINTS));
            case "cusum" -> single(() -> CumulativeSums.page(LONG_POINTS));
            case "page_hinkley" -> single(() -> CumulativeSums.hinkley(LONG_POINTS));
            case "holt_winters" -> single(HoltWinters::new);
            case "shape" -> single(() -> new ShapeNeighbours(LONG_SHAPE, STRETCHES));
            case "rcf" -> single(() -> new CutForest(TREES, SAMPLE, SHINGLE));
            default ->
                throw new IllegalArgumentException(
                        "no detector '" + name + "' (there: " + String.join(", ", NAMES) + ")");
        };
    }

    private static Supplier<Detector> single(Supplier<Strangeness> strangeness) {
        return () -> new SingleDetector(strangeness.get());
    }
}
