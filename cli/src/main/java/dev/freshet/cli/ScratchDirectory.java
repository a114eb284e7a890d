package dev.freshet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A directory for what a run leaves lying about; removed with all that is in it, also when the process is ended by a signal. */
final class ScratchDirectory implements AutoCloseable {
    private static final SecureRandom ENTROPY = new SecureRandom();

    private static final int ATTEMPTS = 20;
    private static final long PAUSE_NANOS = 50_000_000;

    private final Path path;
    private final Thread onExit = new Thread(this::delete, "scratch-cleanup");

    ScratchDirectory() {
        // Not by Files.createTempDirectory: it would fix Java's idea of the temporary place for good.
        String name = "freshet-" + ProcessHandle.current().pid() + "-" + Long.toHexString(ENTROPY.nextLong());
        path = Path.of(System.getProperty("java.io.tmpdir"), name);
        try {
            Files.createDirectory(path);
        } catch (IOException e) {
            throw CliException.failed("no temporary directory can be made: " + e.getMessage());
        }
        Runtime.getRuntime().addShutdownHook(onExit);
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

    private void delete() {
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(path); attempt++) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException | UncheckedIOException e) {
                // Threads of Storm's still write or delete in it: once more.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
