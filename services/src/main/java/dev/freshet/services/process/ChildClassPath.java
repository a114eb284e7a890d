package dev.freshet.services.process;

import dev.freshet.services.ServiceException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import redis.embedded.core.ExecutableProvider;

/**
 * The class path of a server that runs in a JVM of its own: other versions of the same libraries than ours. The build
 * writes it as a resource whose paths are relative to the Maven repository; the repository is found at run time, as the
 * place that our own libraries were loaded from.
 */
public enum ChildClassPath {
    /** A Kafka broker and its tools. */
    KAFKA("kafka"),
    /** Nimbus, Supervisor, DevZookeeper and the storm commands. */
    STORM_DAEMON("storm-daemon"),
    /** Storm's workers, and the client that submits to them. */
    STORM_WORKER("storm-worker");

    /** The system property that names the Maven repository, when our own libraries were not loaded from one. */
    public static final String REPOSITORY_PROPERTY = "freshet.maven.repository";

    private static final String REPOSITORY_TOKEN = "@repository@";
    private static final String SEPARATOR = ":";
    private static final String OWN_LIBRARY = "com/github/codemonstur/embedded-redis/";

    private final String resource;

    ChildClassPath(String name) {
        this.resource = name + ".classpath";
    }

    /**
     * The jars, in class path order.
     *
     * @throws ServiceException if the build did not write the list, or jars are missing from the repository
     */
    public List<Path> jars() {
        String repository = repository().toString();
        List<Path> jars = Arrays.stream(text().trim().split(SEPARATOR))
                .map(entry -> Path.of(entry.replace(REPOSITORY_TOKEN, repository)))
                .toList();
        List<Path> missing =
                jars.stream().filter(jar -> !Files.isRegularFile(jar)).toList();
        if (!missing.isEmpty()) {
            throw new ServiceException(missing.size() + " of " + jars.size() + " jars of the " + name()
                    + " class path are missing, the first is " + missing.get(0)
                    + ": build the project again, or name the Maven repository by -D" + REPOSITORY_PROPERTY);
        }
        return jars;
    }

    /** The jars as one {@code -cp} argument. */
    public String argument() {
        return jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private String text() {
        try (InputStream in = ChildClassPath.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ServiceException("the class path of " + name() + " is not packed (resource " + resource
                        + "): build the project from its root");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path repository() {
        String named = System.getProperty(REPOSITORY_PROPERTY);
        if (named != null) {
            return Path.of(named);
        }
        try {
            Path own = Path.of(ExecutableProvider.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            int at = own.toString().replace(File.separatorChar, '/').indexOf(OWN_LIBRARY);
            return at > 0
                    ? Path.of(own.toString().substring(0, at))
                    : Path.of(System.getProperty("user.home"), ".m2", "repository");
        } catch (URISyntaxException e) {
            throw new ServiceException("cannot tell where our own libraries lie", e);
        }
    }
}
