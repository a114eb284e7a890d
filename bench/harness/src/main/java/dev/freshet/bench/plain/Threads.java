package dev.freshet.bench.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the same on each of some threads. */
final class Threads {
    private Threads() {}

    /** Returns when all have ended; fails when one has. */
    static void run(int threads, IntFunction<Runnable> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> loops = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                loops.add(executor.submit(work.apply(thread)));
            }
            for (Future<?> loop : loops) {
                loop.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
