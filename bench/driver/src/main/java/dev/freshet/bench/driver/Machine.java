package dev.freshet.bench.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the machine is, for the files of results. */
final class Machine {
    private Machine() {}

    /** CPU, cores, memory and JVM, in a line. */
    static String describe() {
        return first("/proc/cpuinfo", "model name") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, " + memory() + ", "
                + System.getProperty("java.vm.name") + " " + Runtime.version();
    }

    private static String memory() {
        String digits = first("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
        return digits.isEmpty() ? "memory unknown" : Long.parseLong(digits) / 1024 / 1024 + " GiB";
    }

    private static String first(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return System.getProperty("os.arch", "unknown");
        }
    }
}
