package dev.freshet.cli;

import java.lang.management.ManagementFactory;

/** The processor time of this process. */
final class CpuClock {
    private CpuClock() {}

    /** Seconds used by all threads since the process began; 0 where the platform does not tell. */
    static double seconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime()) / 1e9
                : 0;
    }
}
