package dev.freshet.bolts.checkpoint;

import dev.freshet.core.epoch.EpochStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Adds to a number in a record: a process of its own, or called by a thread. */
final class CountingWriter {
    private CountingWriter() {}

    /** Takes a directory, a job's name, and how much to add. */
    public static void main(String[] args) {
        try (EpochStore store = new FileEpochStore(Path.of(args[0]), args[1])) {
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                addOne(store);
            }
        }
    }

    static void addOne(EpochStore store) {
        while (true) {
            EpochStore.Versioned record = store.read();
            byte[] value = record.value();
            int count = value == null ? 0 : Integer.parseInt(new String(value, StandardCharsets.UTF_8));
            byte[] next = Integer.toString(count + 1).getBytes(StandardCharsets.UTF_8);
            if (store.compareAndSet(record.version(), next)) {
                return;
            }
        }
    }
}
