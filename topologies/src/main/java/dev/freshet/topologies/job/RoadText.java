package dev.freshet.topologies.job;

import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The pipeline of the application {@code road}, with the file of historical tolls that is wanted. */
final class RoadText {
    static final String APPLICATION = "road";

    private static final String NO_FILE = "'' AS historical";

    private RoadText() {}

    /**
     * The text as it is to be read.
     *
     * @param file of historical tolls, or {@code none}
     * @return empty where it cannot be read, which is told
     */
    static Optional<ApplicationFiles.Text> of(ApplicationFiles.Text shipped, String file, Problems problems) {
        if (!shipped.text().contains(NO_FILE)) {
            throw new IllegalStateException("the pipeline of road has no part " + NO_FILE);
        }
        if (file.equals("none")) {
            return Optional.of(shipped);
        }
        Path path = Path.of(file);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            problems.failure(
                    Place.of(Keys.ROAD_HISTORICAL_TOLLS.name()), "there is no file '" + file + "' that can be read");
            return Optional.empty();
        }
        String literal = "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
        return Optional.of(new ApplicationFiles.Text(
                shipped.source(), shipped.text().replace(NO_FILE, literal + " AS historical")));
    }
}
