package dev.freshet.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.detect.labelled.FaultSet;
import dev.freshet.detect.labelled.LabelledSeries;
import dev.freshet.detect.labelled.LabelledSet;
import dev.freshet.detect.labelled.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How well each detector finds what is labelled: the table of {@code docs/detection.md}. */
class DetectionTableTest {
    private static final long SEED = 5;
    private static final String BEGIN = "<!-- table -->\n";
    private static final String END = "<!-- end -->";

    /** Measured by hand, microseconds. */
    private static final Map<String, String> MICROS = Map.of(
            "ensemble",
            "6",
            "ewma",
            "0.3",
            "robust_z",
            "0.4",
            "cusum",
            "0.2",
            "page_hinkley",
            "0.2",
            "holt_winters",
            "1.5",
            "shape",
            "4",
            "rcf",
            "36");
    /** So slow that its row is made again only where the table is written. */
    private static final String SLOW = "rcf";

    private static final boolean WRITES = Boolean.getBoolean("freshet.write.docs");

    /** Writes the table with {@code -Dfreshet.write.docs=true}. */
    @Test
    void tableIsCurrent() throws IOException {
        List<LabelledSeries> set = LabelledSet.of(SEED);
        List<LabelledSeries> faults = FaultSet.of(SEED);
        Path page = Path.of("..", "docs", "detection.md");
        String text = Files.readString(page);
        StringBuilder table = new StringBuilder(
                "| detector | set, best | found | false alarms | set, at 0.5 | faults, best | faults, at 0.5 | µs |\n");
        table.append("|---|---|---|---|---|---|---|---|\n");
        double ensemble = 0;
        double others = 0;
        for (String name : Detectors.NAMES) {
            if (name.equals(SLOW) && !WRITES) {
                table.append(text, text.indexOf("| `" + SLOW + "` |"), text.indexOf(END));
                continue;
            }
            List<double[]> ofSet = scores(name, set);
            List<double[]> ofFaults = scores(name, faults);
            Scorer.Result best = Scorer.best(set, ofSet);
            table.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %.1f | %d of %d | %d | %.1f | %.1f | %.1f | %s |%n",
                    name,
                    best.score(),
                    best.found(),
                    best.windows(),
                    best.falseAlarms(),
                    Scorer.at(Verdict.ANOMALY, set, ofSet).score(),
                    Scorer.best(faults, ofFaults).score(),
                    Scorer.at(Verdict.ANOMALY, faults, ofFaults).score(),
                    MICROS.get(name)));
            if (name.equals(Detectors.ENSEMBLE)) {
                ensemble = best.score();
            } else {
                others = Math.max(others, best.score());
            }
        }
        assertThat(ensemble)
                .as("the ensemble against its parts")
                .isGreaterThan(others)
                .isGreaterThan(60);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        if (WRITES) {
            Files.writeString(page, text.substring(0, from) + table + text.substring(text.indexOf(END)));
        }
        assertThat(Files.readString(page)).contains(table);
    }

    private static List<double[]> scores(String name, List<LabelledSeries> all) {
        List<double[]> scores = new ArrayList<>();
        for (LabelledSeries series : all) {
            Detector detector = Detectors.named(name).get();
            Verdict verdict = new Verdict();
            double[] of = new double[series.values().length];
            for (int i = 0; i < of.length; i++) {
                detector.next(series.timesMs()[i], series.values()[i], verdict);
                of[i] = verdict.score;
            }
            scores.add(of);
        }
        return scores;
    }
}
