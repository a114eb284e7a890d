package dev.freshet.topologies.job;

import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.schema.SeriesColumns;
import java.util.Optional;

/** The pipeline of the application {@code monitor}, with the columns that its files have and the detector that is wanted. */
final class MonitorText {
    static final String APPLICATION = "monitor";

    private static final String INPUT = "points";

    private MonitorText() {}

    /**
     * The text as it is to be read.
     *
     * @param shipped with an input of the columns that the generator makes
     * @return empty where the columns cannot be found, which is told
     */
    static Optional<ApplicationFiles.Text> of(
            ApplicationFiles.Text shipped, JobSpec spec, Settings settings, Problems problems) {
        String text =
                shipped.text().replace("with: detect_ensemble", "with: detect_" + settings.get(Keys.MONITOR_DETECTOR));
        if (settings.get(Keys.MONITOR_SCORES).equals("false")) {
            text = SeriesInput.replaced(text, "\n  scores:", "\n  anomalies:", "");
        }
        if (spec.inputs().isEmpty() && spec.topics().isEmpty()) {
            return Optional.of(new ApplicationFiles.Text(shipped.source(), text));
        }
        String whole = text;
        return columns(spec, settings, problems)
                .map(found -> SeriesInput.replaced(whole, "\ninputs:", "\nstreams:", input(found)))
                .map(changed -> new ApplicationFiles.Text(shipped.source(), changed));
    }

    private static String input(SeriesColumns columns) {
        return "\ninputs:\n  " + INPUT + ":\n    format: " + columns.format() + "\n    schema:\n      ts: "
                + SeriesInput.quoted(columns.time()) + "\n      value: " + SeriesInput.quoted(columns.value())
                + "\n      key: "
                + SeriesInput.quoted(columns.key()) + "\n    time: ts\n    max-ahead: 0s\n";
    }

    private static Optional<SeriesColumns> columns(JobSpec spec, Settings settings, Problems problems) {
        SeriesColumns.Wanted wanted = new SeriesColumns.Wanted(
                APPLICATION,
                settings.get(Keys.MONITOR_TIME),
                settings.get(Keys.MONITOR_TIME_FORMAT),
                settings.get(Keys.MONITOR_KEY),
                settings.get(Keys.MONITOR_VALUE));
        return SeriesInput.columns(INPUT, spec, spec.format(), wanted, problems);
    }
}
