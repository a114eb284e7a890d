package dev.freshet.services.process;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to do when this JVM ends, last registered first, in one shutdown hook. */
public final class OnExit {

    private static final Logger LOG = LoggerFactory.getLogger(OnExit.class);
    private static final Deque<Runnable> ACTIONS = new ArrayDeque<>();
    /** Held while actions run: whoever else wants the end waits for them. */
    private static final Object RUNNING = new Object();

    private static boolean hooked;

    private OnExit() {}

    /** Adds an action; it must be bounded in time, as the JVM waits for it. */
    public static void add(Runnable action) {
        synchronized (ACTIONS) {
            if (!hooked) {
                Runtime.getRuntime().addShutdownHook(new Thread(OnExit::runAll, "freshet-services-exit"));
                hooked = true;
            }
            ACTIONS.push(action);
        }
    }

    /** Takes an action back, by identity: what it was for is over. */
    public static void remove(Runnable action) {
        synchronized (ACTIONS) {
            ACTIONS.removeIf(candidate -> candidate == action);
        }
    }

    /**
     * Ends this JVM at once: the actions, and nothing else. Unlike {@link System#exit}, no other thread gets the time to undo
     * what the last action did.
     */
    public static void halt(int code) {
        synchronized (RUNNING) {
            runEach();
            Runtime.getRuntime().halt(code);
        }
    }

    private static void runAll() {
        synchronized (RUNNING) {
            runEach();
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // the loggers may be down already; the other actions must still run
    private static void runEach() {
        while (true) {
            Runnable action;
            synchronized (ACTIONS) {
                action = ACTIONS.poll();
            }
            if (action == null) {
                return;
            }
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.warn("a server may not have been stopped", e);
            }
        }
    }
}
