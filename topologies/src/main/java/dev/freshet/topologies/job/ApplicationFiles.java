package dev.freshet.topologies.job;

import dev.freshet.topologies.problem.Nearest;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds pipelines and configuration: a file of the user's, or what the jar ships under {@code conf/}. */
final class ApplicationFiles {
    /** The applications that ship. */
    static final List<String> APPLICATIONS = List.of("network", "links", "behaviour", "market", "monitor", "road");

    private static final String FOLDER = "/conf/";

    /** Where an application lies in another's folder, whose inputs are of the same devices. */
    private static final Map<String, String> FOLDERS = Map.of("links", "network", "behaviour", "network");

    /**
     * A text and its name for messages.
     *
     * @param source a path, or {@code conf/network/network.yaml} for what ships
     */
    record Text(String source, String text) {}

    private ApplicationFiles() {}

    /** The pipeline of an application's name or of a YAML file. */
    static Optional<Text> pipeline(String nameOrFile, Problems problems) {
        if (APPLICATIONS.contains(nameOrFile)) {
            return Optional.of(shipped(file(nameOrFile, nameOrFile)));
        }
        boolean looksLikeFile = nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml") || nameOrFile.contains("/");
        if (!looksLikeFile && !Files.exists(Path.of(nameOrFile))) {
            problems.usage(
                    Place.of(nameOrFile),
                    Nearest.message("application", nameOrFile, APPLICATIONS) + " (or name a pipeline's YAML file)");
            return Optional.empty();
        }
        return file(Path.of(nameOrFile), problems);
    }

    /** The pipeline of an application's own format. */
    static Text format(String application, String format) {
        return shipped(file(application, format));
    }

    /** The configuration that every job begins with. */
    static Text configuration() {
        return shipped("freshet.yaml");
    }

    private static String file(String application, String name) {
        return FOLDERS.getOrDefault(application, application) + "/" + name + ".yaml";
    }

    static Optional<Text> file(Path path, Problems problems) {
        Place place = Place.of(path.toString());
        if (!Files.exists(path)) {
            problems.failure(place, "there is no such file");
        } else if (!Files.isRegularFile(path)) {
            problems.failure(place, "this is not a file");
        } else {
            try {
                return Optional.of(new Text(path.toString(), Files.readString(path)));
            } catch (java.nio.charset.CharacterCodingException e) {
                problems.usage(place, "this is not UTF-8 text");
            } catch (IOException e) {
                problems.failure(place, "cannot be read: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Text shipped(String name) {
        try (InputStream in = ApplicationFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + FOLDER + name);
            }
            return new Text("conf/" + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
