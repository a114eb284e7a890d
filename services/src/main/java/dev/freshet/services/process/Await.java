package dev.freshet.services.process;

import dev.freshet.services.ServiceException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a condition outside this JVM, polled, with a bound. */
public final class Await {

    private static final long POLL_NANOS = 20_000_000L;

    private Await() {}

    /**
     * Polls until the condition holds.
     *
     * @return whether it held within the bound; false at once if the thread is interrupted, which stays interrupted
     */
    public static boolean until(Duration bound, BooleanSupplier condition) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    /**
     * Polls until the condition holds.
     *
     * @param what what is waited for, for the message: {@code "ZooKeeper to answer on 127.0.0.1:2181"}
     * @throws ServiceException if it did not hold within the bound
     */
    public static void orFail(String what, Duration bound, BooleanSupplier condition) {
        if (!until(bound, condition)) {
            throw new ServiceException("waited " + bound.toSeconds() + " s in vain for " + what);
        }
    }
}
