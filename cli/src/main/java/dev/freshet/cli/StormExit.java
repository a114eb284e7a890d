package dev.freshet.cli;

import dev.freshet.services.process.OnExit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Storm in this JVM ends the process, by {@link System#exit} with a code of its own, when one of its threads fails. While a job
 * runs that is the end, which is told and has our code. While Storm is only being closed the results are complete: what it
 * stumbles over then is not the run's failure, and the run goes on to its own end.
 */
final class StormExit {
    private static final long CLOSING_BOUND_S = 600;
    private static final CompletableFuture<Integer> END = new CompletableFuture<>();

    private enum Storm {
        NOT_THERE,
        AT_WORK,
        CLOSING
    }

    private static volatile Storm storm = Storm.NOT_THERE;

    private StormExit() {}

    /** From now on Storm is at work; to be called after everything that must be stopped at exit was started. */
    static void expect() {
        storm = Storm.AT_WORK;
        OnExit.add(StormExit::decide);
    }

    /** From now on Storm has nothing more to do for the run. */
    static void closing() {
        storm = Storm.CLOSING;
    }

    /** Whether Storm is at work, and so may write files up to the last moment of the process. */
    static boolean isAtWork() {
        return storm == Storm.AT_WORK;
    }

    /** Whoever ends the process with a code of ours says so first. */
    static void end(int code) {
        END.complete(code);
    }

    /** Ends the process for something that Storm cannot go on without, and would not notice. Returns at once. */
    static void failed(String why) {
        if (!END.isDone() && storm != Storm.CLOSING) {
            END.complete(Failures.FAILED);
            // Not in the thread that failed, which others may wait for.
            new Thread(() -> tellAndHalt(why), "exit").start();
        }
    }

    private static void tellAndHalt(String why) {
        System.err.println("freshet: " + why + " (the log has more: " + Logs.file() + ")");
        OnExit.halt(Failures.FAILED);
    }

    private static void decide() {
        if (END.isDone()) {
            return;
        }
        if (isAtWork()) {
            tellAndHalt("Storm ended this process because of a failure of its own");
        }
        int code = Failures.FAILED;
        try {
            code = END.get(CLOSING_BOUND_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("freshet: the run did not end after Storm had ended");
        }
        OnExit.halt(code);
    }
}
