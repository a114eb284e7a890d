package dev.freshet.topologies.job;

import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.road.loops.SensorPlaces;
import dev.freshet.topologies.schema.SeriesColumns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The pipeline of the road's loop detectors, with the columns that its files have and the places of its sensors. */
final class DetectorsText {
    private static final String INPUT = "detectors";
    private static final String NO_PLACES = "'' AS places";

    private DetectorsText() {}

    /**
     * The text as it is to be read.
     *
     * @param shipped with an input of the columns that the generator makes, and without places
     * @return empty where columns or places cannot be found, which is told
     */
    static Optional<ApplicationFiles.Text> of(
            ApplicationFiles.Text shipped, JobSpec spec, Settings settings, Problems problems) {
        boolean generated = spec.inputs().isEmpty() && spec.topics().isEmpty();
        Optional<String> places = places(generated, settings, problems);
        Optional<String> text = generated
                ? Optional.of(shipped.text())
                : SeriesInput.columns(INPUT, spec, Optional.empty(), wanted(settings), problems)
                        .map(columns ->
                                SeriesInput.replaced(shipped.text(), "\ninputs:", "\nstreams:", input(columns)));
        return places.flatMap(found -> text.map(whole -> new ApplicationFiles.Text(
                shipped.source(), whole.replace(NO_PLACES, SeriesInput.quoted(found) + " AS places"))));
    }

    private static SeriesColumns.Wanted wanted(Settings settings) {
        return new SeriesColumns.Wanted(
                "road.detectors",
                settings.get(Keys.ROAD_LOOPS_TIME),
                settings.get(Keys.ROAD_LOOPS_TIME_FORMAT),
                "sensor",
                "speed");
    }

    private static Optional<String> places(boolean generated, Settings settings, Problems problems) {
        String file = settings.get(Keys.ROAD_LOOPS_PLACES);
        if (file.equals("none")) {
            return Optional.of(
                    generated
                            ? SensorPlaces.GENERATED + settings.get(Keys.ROAD_LOOPS_ROADS) + "x"
                                    + settings.get(Keys.ROAD_LOOPS_SENSORS)
                            : "");
        }
        Path path = Path.of(file);
        Place place = Place.of(Keys.ROAD_LOOPS_PLACES.name());
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            problems.failure(place, "there is no file '" + file + "' that can be read");
            return Optional.empty();
        }
        try {
            SensorPlaces.of(file);
        } catch (java.io.UncheckedIOException e) {
            problems.failure(place, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        return Optional.of(path.toAbsolutePath().toString());
    }

    private static String input(SeriesColumns columns) {
        return "\ninputs:\n  " + INPUT + ":\n    format: " + columns.format() + "\n    schema:\n      ts: "
                + SeriesInput.quoted(columns.time()) + "\n      sensor: " + SeriesInput.quoted(columns.key())
                + "\n      speed: " + SeriesInput.quoted(columns.value())
                + "\n      occupancy: DOUBLE NULL\n      flow: DOUBLE NULL\n    time: ts\n    max-ahead: 0s\n";
    }
}
