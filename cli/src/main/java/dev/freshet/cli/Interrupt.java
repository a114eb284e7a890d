package dev.freshet.cli;

import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * Ctrl-C, and the signals that mean the same. The first asks for an orderly end; the third ends the process at once.
 */
final class Interrupt {
    private static final int PATIENCE = 3;

    private final AtomicInteger asked = new AtomicInteger();

    Interrupt() {
        Signal.handle(new Signal("INT"), this::received);
        Signal.handle(new Signal("TERM"), this::received);
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
        if (asked.incrementAndGet() >= PATIENCE) {
            Runtime.getRuntime().halt(128 + signal.getNumber());
        }
    }
}
