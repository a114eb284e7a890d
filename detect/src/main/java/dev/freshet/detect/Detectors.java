package dev.freshet.detect;

import java.util.List;
import java.util.function.Supplier;

/** The detectors, by name. */
public final class Detectors {
    /** The one that is used where none is named. */
    public static final String ENSEMBLE = "ensemble";
    /** All names. */
    public static final List<String> NAMES = List.of(ENSEMBLE, "ewma", "robust_z");

    private static final double EWMA_POINTS = 100;
    private static final int WINDOW_POINTS = 200;

    private Detectors() {}

    /**
     * Makes detectors of a name, one for each series.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Supplier<Detector> named(String name) {
        return switch (name) {
            case ENSEMBLE, "robust_z" -> () -> new SingleDetector(new RobustZ(WINDOW_POINTS));
            case "ewma" -> () -> new SingleDetector(new Ewma(EWMA_POINTS));
            default ->
                throw new IllegalArgumentException(
                        "no detector '" + name + "' (there: " + String.join(", ", NAMES) + ")");
        };
    }
}
