package dev.freshet.bolts;

import dev.freshet.core.state.RowBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one task in a file: a log-structured tree by row number (H2's MVStore). The file is for this process alone and is
 * deleted when the task ends; nothing waits for it to be safe.
 */
public final class DiskRows implements AutoCloseable {
    private static final int CACHE_MB = 16;
    private static final int UNSAVED_KB = 4096;

    private final Path directory;
    private @Nullable Path file;
    private @Nullable MVStore store;

    /** @param directory where the file is made when the first place is asked for */
    public DiskRows(Path directory) {
        this.directory = directory;
    }

    private MVStore open() {
        MVStore open = store;
        if (open == null) {
            try {
                file = Files.createTempFile(directory, "freshet-rows-", ".mv");
            } catch (IOException e) {
                throw new UncheckedIOException("there is no room for state in " + directory, e);
            }
            file.toFile().deleteOnExit();
            open = new MVStore.Builder()
                    .fileName(file.toString())
                    .cacheSize(CACHE_MB)
                    .autoCommitBufferSize(UNSAVED_KB)
                    .open();
            // No version but the newest is ever asked for.
            open.setVersionsToKeep(0);
            open.setRetentionTime(0);
            store = open;
        }
        return open;
    }

    /** A place of its own. */
    public RowBytes rows(String name) {
        MVMap<Integer, byte[]> map = open().openMap(name);
        return new RowBytes() {
            @Override
            public void put(int slot, byte[] bytes) {
                change(() -> map.put(slot, bytes));
            }

            @Override
            public byte[] get(int slot) {
                byte[] bytes = map.get(slot);
                if (bytes == null) {
                    throw new IllegalStateException("row " + slot + " of '" + name + "' is not on disk");
                }
                return bytes;
            }

            @Override
            public void remove(int slot) {
                change(() -> map.remove(slot));
            }

            @Override
            public void clear() {
                change(map::clear);
            }
        };
    }

    /** Every now and then a change writes to the file what came before it. */
    private void change(Runnable change) {
        try {
            change.run();
        } catch (MVStoreException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new IllegalStateException(
                    "rows cannot be kept on disk in " + directory + " (" + cause.getMessage() + "): is there room?", e);
        }
    }

    @Override
    public void close() {
        MVStore open = store;
        Path left = file;
        if (open != null) {
            open.closeImmediately();
        }
        if (left != null) {
            try {
                Files.deleteIfExists(left);
            } catch (IOException e) {
                throw new UncheckedIOException("state that is not needed any more cannot be deleted", e);
            }
        }
    }
}
