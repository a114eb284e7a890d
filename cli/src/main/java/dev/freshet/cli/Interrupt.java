package dev.freshet.cli;

import dev.freshet.services.process.OnExit;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * Ctrl-C, and the signals that mean the same. The first asks for an orderly end, the second for a
 * quick one; the third ends the process as soon as its servers are stopped.
 */
final class Interrupt {
    private static final int PATIENCE = 3;
    private static final int LAST = 6;

    private final AtomicInteger asked = new AtomicInteger();

    Interrupt() {
        Signal.handle(new Signal("INT"), this::received);
        Signal.handle(new Signal("TERM"), this::received);
        Signal.handle(new Signal("HUP"), this::received);
    }

    /** Whether somebody has asked for the end. */
    boolean asked() {
        return asked.get() > 0;
    }

    /** Whether somebody has asked again, and will not wait for an orderly end. */
    boolean insisted() {
        return asked.get() > 1;
    }

    private void received(Signal signal) {
        int times = asked.incrementAndGet();
        int code = 128 + signal.getNumber();
        if (times >= LAST) {
            Runtime.getRuntime().halt(code);
        } else if (times == PATIENCE) {
            // Not in this thread, which has to hear the next signal. Not by System.exit: Storm, still at work, would
            // write again
            // into the directory that was just removed.
            StormExit.end(code);
            new Thread(() -> OnExit.halt(code), "exit").start();
        }
    }
}
