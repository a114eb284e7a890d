package dev.freshet.services.redis;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.Executables;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/** Finds a redis-server that runs on this machine: the one that embedded-redis ships, or one on the PATH. */
final class RedisBinary {

    private static final int VERSION_TIMEOUT_SECONDS = 10;

    private RedisBinary() {}

    /**
     * A program that has shown its version.
     *
     * @param directory where to unpack it
     * @throws ServiceException if neither runs, with the reason of each
     */
    static Path locate(Path directory) {
        String shipped;
        try {
            File unpacked = ExecutableProvider.newJarResourceProvider(directory.toFile())
                    .get();
            shipped = whyNot(unpacked.toPath());
            if (shipped.isEmpty()) {
                return unpacked.toPath();
            }
        } catch (IOException | RuntimeException e) {
            shipped = String.valueOf(e.getMessage());
        }
        Optional<Path> installed = Executables.find("redis-server");
        String other = installed.map(RedisBinary::whyNot).orElse("there is none");
        if (installed.isPresent() && other.isEmpty()) {
            return installed.get();
        }
        throw new ServiceException("no redis-server runs on this machine: the shipped one fails (" + shipped
                + "), on the PATH " + other + "; install redis-server or name a running one by its URL");
    }

    /** Why the program does not run, or empty. */
    private static String whyNot(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            if (!process.waitFor(VERSION_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return program + " does not end";
            }
            return process.exitValue() == 0 ? "" : output;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while trying " + program, e);
        }
    }
}
