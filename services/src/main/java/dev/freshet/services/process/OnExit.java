package dev.freshet.services.process;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to do when this JVM ends, last registered first, in one shutdown hook. */
public final class OnExit {

    private static final Logger LOG = LoggerFactory.getLogger(OnExit.class);
    private static final Deque<Runnable> ACTIONS = new ArrayDeque<>();
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

    @SuppressWarnings("CatchAndPrintStackTrace") // the loggers may be down already; the other actions must still run
    private static void runAll() {
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
