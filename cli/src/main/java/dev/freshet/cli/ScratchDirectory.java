package dev.freshet.cli;

import dev.freshet.services.process.Directories;
import dev.freshet.services.process.OnExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** A directory for what a run leaves lying about; removed with all that is in it, also when the process is ended by a signal. */
final class ScratchDirectory implements AutoCloseable {
    private static final SecureRandom ENTROPY = new SecureRandom();

    private final Path path;

    ScratchDirectory() {
        // Not by Files.createTempDirectory: it would fix Java's idea of the temporary place for good.
        String name = "freshet-" + ProcessHandle.current().pid() + "-" + Long.toHexString(ENTROPY.nextLong());
        path = Path.of(System.getProperty("java.io.tmpdir"), name);
        try {
            Files.createDirectory(path);
        } catch (IOException e) {
            throw CliException.failed("no temporary directory can be made: " + e.getMessage());
        }
        OnExit.add(this::remove);
    }

    private void remove() {
        Directories.delete(path);
        if (StormExit.isAtWork()) {
            sweepAfterwards();
        }
    }

    /** Whoever is at work may make the directory again before this process is gone; somebody else looks once more then. */
    private void sweepAfterwards() {
        try {
            new ProcessBuilder("sh", "-c", "sleep 1; rm -rf -- \"$0\"", path.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LoggerFactory.getLogger(ScratchDirectory.class).warn("{} may be left", path, e);
        }
    }

    Path path() {
        return path;
    }

    /** The directory that it is in: Java's own temporary place. */
    Path place() {
        return Objects.requireNonNull(path.getParent());
    }

    /** Makes Storm, and whoever else asks Java for a temporary place, work in here. */
    void asTemporaryDirectory() {
        System.setProperty("java.io.tmpdir", path.toString());
    }

    @Override
    public void close() {
        // Deleted at exit: threads that Storm leaves behind may still write.
    }
}
