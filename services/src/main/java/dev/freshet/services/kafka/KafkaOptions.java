package dev.freshet.services.kafka;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a broker is started.
 *
 * @param port the port of the loopback address for clients, or 0 for a free one
 * @param directory where the data lies, kept at the end; or null for a temporary one that is removed
 * @param heapMb the largest heap of its JVM, MB
 */
public record KafkaOptions(int port, @Nullable Path directory, int heapMb) {

    /** A broker on free ports, with a temporary directory. */
    public static final KafkaOptions DEFAULT = new KafkaOptions(0, null, 384);

    private static final int LEAST_HEAP_MB = 128;

    /** Validates. */
    public KafkaOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be between 0 and 65535 (is " + port + ")");
        }
        if (heapMb < LEAST_HEAP_MB) {
            throw new IllegalArgumentException(
                    "the heap must be at least " + LEAST_HEAP_MB + " MB (is " + heapMb + " MB)");
        }
    }

    /** The same on a given port. */
    public KafkaOptions withPort(int newPort) {
        return new KafkaOptions(newPort, directory, heapMb);
    }

    /** The same with the data in a directory that is kept. */
    public KafkaOptions withDirectory(Path newDirectory) {
        return new KafkaOptions(port, newDirectory, heapMb);
    }

    /** The same with another heap, MB. */
    public KafkaOptions withHeapMb(int newHeapMb) {
        return new KafkaOptions(port, directory, newHeapMb);
    }
}
