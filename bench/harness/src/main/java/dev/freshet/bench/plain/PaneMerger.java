package dev.freshet.bench.plain;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.answer.RowHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Puts the threads' sums of each window together; a window that all threads have given is a result. Thread-safe. */
final class PaneMerger {
    /** Turns a page's eight bytes into a long and back. */
    static final VarHandle PAGE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int threads;
    private final Answer answer;
    private final TreeMap<Long, PageSums> open = new TreeMap<>();
    private final Map<Integer, Long> passed = new HashMap<>();

    PaneMerger(int threads, Answer answer) {
        this.threads = threads;
        this.answer = answer;
    }

    /** A thread's sums of a window, which it is done with. */
    synchronized void add(long windowEndMs, PageSums sums) {
        PageSums known = open.putIfAbsent(windowEndMs, sums);
        if (known != null) {
            known.addAll(sums);
        }
    }

    /** A thread has given all windows that end by then. */
    synchronized void passed(int thread, long endMs) {
        passed.put(thread, endMs);
        if (passed.size() == threads) {
            long least =
                    passed.values().stream().mapToLong(Long::longValue).min().orElseThrow();
            while (!open.isEmpty() && open.firstKey() <= least) {
                emit(open.firstKey(), open.pollFirstEntry().getValue());
            }
        }
    }

    private void emit(long endMs, PageSums sums) {
        byte[] page = new byte[8];
        for (int at = 0; at < sums.places(); at++) {
            if (sums.count(at) != 0) {
                PAGE.set(page, 0, sums.key(at));
                long hash = RowHash.and(RowHash.of(endMs, page), sums.count(at));
                answer.add(RowHash.and(hash, sums.sum(at)));
            }
        }
    }
}
