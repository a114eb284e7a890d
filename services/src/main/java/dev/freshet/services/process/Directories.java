package dev.freshet.services.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The directories that servers keep their data in. */
public final class Directories {

    private static final int ATTEMPTS = 20;
    private static final long PAUSE_NANOS = 50_000_000;

    private Directories() {}

    /** Where temporary files go: {@code java.io.tmpdir}. */
    public static Path temporaryPlace() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** A new directory under {@code java.io.tmpdir} that only this user can read. */
    public static Path temporary(String prefix) {
        return temporary(temporaryPlace(), prefix);
    }

    /** A new directory that only this user can read, in one that is there. */
    public static Path temporary(Path parent, String prefix) {
        try {
            return Files.createTempDirectory(parent, "freshet-" + prefix + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a directory and its parents, if they are not there. */
    public static Path create(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory " + directory, e);
        }
    }

    /** Removes a directory with all that is in it; links are removed, not followed. A missing one is fine. */
    public static void delete(Path directory) {
        for (int attempt = 1; Files.exists(directory); attempt++) {
            try {
                Files.walkFileTree(directory, new Deleter());
            } catch (IOException e) {
                // Who is just ending may still have written a file into what was being removed.
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException("cannot remove " + directory, e);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
