package dev.freshet.services.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where servers that were left running are written down, one properties file each, so that a later process finds them.
 * By default {@code $XDG_STATE_HOME/freshet}, or {@code ~/.local/state/freshet}.
 */
public final class StateDirectory {

    /** The system property that names another directory. */
    public static final String PROPERTY = "freshet.state.dir";

    private static final String SUFFIX = ".properties";

    private final Path directory;

    /** A state directory at a place of the caller's; made when first written to. */
    public StateDirectory(Path directory) {
        this.directory = directory;
    }

    /** The user's. */
    public static StateDirectory ofUser() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return new StateDirectory(Path.of(named));
        }
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state != null && !state.isEmpty()
                ? Path.of(state)
                : Path.of(System.getProperty("user.home"), ".local", "state");
        return new StateDirectory(base.resolve("freshet"));
    }

    /** Where it is. */
    public Path path() {
        return directory;
    }

    /** Writes an entry, whole or not at all. */
    public void write(String name, Properties entry) {
        try {
            Files.createDirectories(directory);
            Path whole = Files.createTempFile(directory, name, ".part");
            try (Writer out = Files.newBufferedWriter(whole)) {
                entry.store(out, null);
            }
            Files.move(whole, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the state of " + name + " to " + directory, e);
        }
    }

    /** An entry by its name. */
    public Optional<Properties> read(String name) {
        if (!Files.isRegularFile(file(name))) {
            return Optional.empty();
        }
        Properties entry = new Properties();
        try (Reader in = Files.newBufferedReader(file(name))) {
            entry.load(in);
            return Optional.of(entry);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(name), e);
        }
    }

    /** The names of the entries that begin so, oldest first. */
    public List<String> names(String prefix) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = new ArrayList<>(files.filter(file -> name(file).startsWith(prefix))
                    .filter(file -> name(file).endsWith(SUFFIX))
                    .toList());
            found.sort(Comparator.comparingLong((Path file) -> file.toFile().lastModified())
                    .thenComparing(StateDirectory::name));
            return found.stream()
                    .map(StateDirectory::name)
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** Removes an entry; a missing one is fine. */
    public void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file(name), e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
