package dev.freshet.bench.engine;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures a span of this process: time, CPU, allocation. Begins with the first {@link #start}, ends with the first {@link
 * #stop} after it. Thread-safe.
 */
public final class Meter {
    private static final long SAMPLE_MS = 200;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** By thread, the most that was seen: threads that end take their counters with them. */
    private final Map<Long, Long> allocated = new HashMap<>();

    private volatile boolean started;
    private boolean stopped;
    private long startNanos;
    private long startCpu;
    private long nanos;
    private long cpuNanos;
    private long allocatedBytes;

    /** The first event is taken now. Costs nothing when called again. */
    public void start() {
        if (!started) {
            begin();
        }
    }

    /** The last result is out. */
    public synchronized void stop() {
        if (!started || stopped) {
            return;
        }
        nanos = System.nanoTime() - startNanos;
        cpuNanos = system.getProcessCpuTime() - startCpu;
        long before = allocatedBytes;
        sample();
        allocatedBytes = allocated.values().stream().mapToLong(Long::longValue).sum() - before;
        stopped = true;
        notifyAll();
    }

    public synchronized long nanos() {
        return nanos;
    }

    public synchronized long cpuNanos() {
        return cpuNanos;
    }

    public synchronized long allocatedBytes() {
        return allocatedBytes;
    }

    /** The largest use of the heap since the process began. */
    public static long peakHeapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(Meter::peak)
                .sum();
    }

    /** The process's largest resident set so far; 0 where {@code /proc} does not tell. */
    public static long peakRssBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findAny()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage() == null ? 0 : pool.getPeakUsage().getUsed();
    }

    private synchronized void begin() {
        if (started) {
            return;
        }
        sample();
        allocatedBytes = allocated.values().stream().mapToLong(Long::longValue).sum();
        Thread sampler = new Thread(this::sampleUntilStopped, "bench-meter");
        sampler.setDaemon(true);
        sampler.start();
        startCpu = system.getProcessCpuTime();
        startNanos = System.nanoTime();
        started = true;
    }

    private synchronized void sampleUntilStopped() {
        try {
            while (!stopped) {
                wait(SAMPLE_MS);
                sample();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sample() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] > 0) {
                allocated.merge(ids[i], bytes[i], Math::max);
            }
        }
    }
}
