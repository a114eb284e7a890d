package dev.freshet.services.process;

import dev.freshet.services.ServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One child process of this JVM, its output in a file. It ends with this JVM, unless {@linkplain #detach() detached}.
 *
 * <p>Where the system has {@code setsid}, the child gets a session of its own: a Ctrl-C in the terminal then reaches
 * only this JVM, which stops its children in order, and a child that is left running outlives the terminal.
 */
public final class ChildProcess {

    private static final Duration KILL_BOUND = Duration.ofSeconds(10);
    private static final Duration EXIT_STOP_BOUND = Duration.ofSeconds(5);
    private static final int TAIL_LINES = 15;

    private final String name;
    private final Process process;
    private final ProcessId id;
    private final Path log;
    private final Runnable onExit = this::stopAtExit;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.id = ProcessId.of(process.toHandle());
        this.log = log;
        OnExit.add(onExit);
    }

    /**
     * Starts a command.
     *
     * @param name for messages
     * @param command the program and its arguments
     * @param directory the working directory
     * @param log takes its standard output and error; appended to
     * @param environment variables to set beside the inherited ones
     * @throws ServiceException if the program cannot be executed at all
     */
    public static ChildProcess start(
            String name, List<String> command, Path directory, Path log, Map<String, String> environment) {
        List<String> line = new ArrayList<>(
                Executables.find("setsid").map(Path::toString).map(List::of).orElse(List.of()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Executables.nothing()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new ServiceException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** The system's number of it. */
    public long pid() {
        return id.pid();
    }

    /** Its identity, to be found again by another process. */
    public ProcessId id() {
        return id;
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until it is ready.
     *
     * @param what for the message, as in {@code "to answer on 127.0.0.1:6379"}
     * @throws ServiceException if it ended or the bound passed before; it is stopped then, and the message has the end
     *     of its output
     */
    public void awaitReady(String what, Duration bound, BooleanSupplier ready) {
        boolean held = Await.until(bound, () -> !process.isAlive() || ready.getAsBoolean());
        if (held && process.isAlive()) {
            return;
        }
        String why = process.isAlive()
                ? name + " (pid " + pid() + ") was waited for " + bound.toSeconds() + " s in vain " + what
                : name + " ended with exit code " + process.exitValue() + " before it was ready";
        kill();
        throw new ServiceException(why + tail());
    }

    /** Asks it to end, waits, and after the bound kills it. Returns when it is gone. */
    public void stop(Duration bound) {
        OnExit.remove(onExit);
        Processes.stop(process.toHandle(), bound);
    }

    private void stopAtExit() {
        stop(EXIT_STOP_BOUND);
    }

    /** Kills it with SIGKILL, as a crash would. Returns when it is gone. */
    public void kill() {
        OnExit.remove(onExit);
        process.destroyForcibly();
        Await.orFail(name + " (pid " + pid() + ") to be gone after SIGKILL", KILL_BOUND, () -> !process.isAlive());
    }

    /** Lets it outlive this JVM. */
    public void detach() {
        OnExit.remove(onExit);
    }

    /** The last lines of its output, or nothing, ready to be put behind a message. */
    public String tail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return last.isEmpty() ? "" : "; its last output:\n  " + String.join("\n  ", last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
