package dev.freshet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The jar for {@code storm jar}. */
final class TopologyJar {
    /** The class whose {@code main} submits. */
    static final String MAIN = "dev.freshet.topologies.Main";

    private TopologyJar() {}

    static Path path() {
        Path home = Path.of(System.getProperty("freshet.home", "."));
        Path target = home.resolve("topologies").resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("freshet-topologies-.*-storm\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> missing(target));
        } catch (IOException e) {
            throw missing(target);
        }
    }

    private static CliException missing(Path target) {
        return CliException.failed("the topology jar is not in " + target + ": mvn package makes it");
    }
}
