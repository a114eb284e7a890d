package dev.freshet.services.process;

import dev.freshet.services.ServiceException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Stops processes in their tracks and lets them go on, by SIGSTOP and SIGCONT: to others they look dead meanwhile. */
public final class Pause {

    private static final Duration BOUND = Duration.ofSeconds(5);

    private Pause() {}

    /** Sends SIGSTOP. One that has ended is passed over. */
    public static void pause(ProcessHandle process) {
        send("-STOP", process);
    }

    /** Sends SIGCONT. One that has ended is passed over. */
    public static void resume(ProcessHandle process) {
        send("-CONT", process);
    }

    private static void send(String signal, ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder(List.of("kill", signal, Long.toString(process.pid())))
                    .redirectErrorStream(true)
                    .redirectOutput(Executables.nothing())
                    .start();
            if (!kill.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS) || kill.exitValue() != 0 && process.isAlive()) {
                throw new ServiceException("process " + process.pid() + " cannot be sent " + signal.substring(1));
            }
        } catch (IOException e) {
            throw new ServiceException("there is no program 'kill' to send signals with: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while a signal was sent");
        }
    }
}
