package dev.freshet.topologies.job;

import dev.freshet.spouts.file.FileList;
import dev.freshet.spouts.source.SourceFailure;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.schema.SeriesColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
            text = without(text, "\n  scores:", "\n  anomalies:", "");
        }
        if (spec.inputs().isEmpty() && spec.topics().isEmpty()) {
            return Optional.of(new ApplicationFiles.Text(shipped.source(), text));
        }
        String whole = text;
        return columns(spec, settings, problems)
                .map(found -> without(whole, "\ninputs:", "\nstreams:", input(found)))
                .map(changed -> new ApplicationFiles.Text(shipped.source(), changed));
    }

    private static String without(String text, String from, String to, String instead) {
        int begin = text.indexOf(from);
        int end = text.indexOf(to);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("the pipeline of monitor has no part from " + from + " to " + to);
        }
        return text.substring(0, begin) + instead + text.substring(end);
    }

    private static String input(SeriesColumns columns) {
        return "\ninputs:\n  " + INPUT + ":\n    format: " + columns.format() + "\n    schema:\n      ts: "
                + quoted(columns.time()) + "\n      value: " + quoted(columns.value()) + "\n      key: "
                + quoted(columns.key()) + "\n    time: ts\n    max-ahead: 0s\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Optional<SeriesColumns> columns(JobSpec spec, Settings settings, Problems problems) {
        SeriesColumns.Wanted wanted = new SeriesColumns.Wanted(
                settings.get(Keys.MONITOR_TIME),
                settings.get(Keys.MONITOR_TIME_FORMAT),
                settings.get(Keys.MONITOR_KEY),
                settings.get(Keys.MONITOR_VALUE));
        if (spec.inputs().isEmpty()) {
            return Optional.of(SeriesColumns.unseen(spec.format(), wanted));
        }
        try {
            Path first = FileList.expand(List.copyOf(
                            spec.inputs().stream().map(MonitorText::path).toList()))
                    .get(0);
            return Optional.of(SeriesColumns.of(first, spec.format(), wanted));
        } catch (SourceFailure | IOException e) {
            problems.failure(Place.of("--input"), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            problems.usage(Place.of("--input"), String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private static String path(String input) {
        return input.startsWith(INPUT + "=") ? input.substring(INPUT.length() + 1) : input;
    }
}
