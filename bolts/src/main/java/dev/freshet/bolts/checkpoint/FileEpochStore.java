package dev.freshet.bolts.checkpoint;

import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.MissingSnapshotException;
import dev.freshet.core.epoch.SnapshotException;
import dev.freshet.core.epoch.StoreException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Epochs in a directory that all workers share. For use by several threads and processes.
 *
 * <pre>
 * JOB/record-00000000000000000017      the record's version 17
 * JOB/parts/NAME                       a blob; NAME~ANYTHING while it is written
 * </pre>
 *
 * <p>Files are written under another name and forced to disk before they get their own. A version of the record gets its
 * name by a hard link, which fails if the name is taken: so one of several writers wins. The newest {@link #KEPT} versions are
 * kept, the oldest being removed first; a writer so slow that the version it wants may have been removed again cannot tell
 * whether it was the first, and says so. The file system needs hard links, and must show a new name at once to all.
 */
public final class FileEpochStore implements EpochStore {
    static final int KEPT = 128;

    private static final String RECORD = "record-";
    private static final char WRITING = '~';

    private final String job;
    private final Path directory;
    private final Path parts;

    /** @param directory of all jobs; made if it is not there */
    public FileEpochStore(Path directory, String job) {
        this.job = job;
        this.directory = directory.resolve(fileName(job));
        this.parts = this.directory.resolve("parts");
    }

    @Override
    public Versioned read() {
        // The newest can be gone when it is opened: by then there are newer ones.
        for (int attempt = 0; attempt < KEPT; attempt++) {
            TreeMap<Long, Path> versions = versions();
            if (versions.isEmpty()) {
                return new Versioned(0, null);
            }
            try {
                Path newest = versions.lastEntry().getValue();
                return new Versioned(versions.lastKey(), readFile(fileOf(newest), newest));
            } catch (NoSuchFileException e) {
                continue;
            } catch (SnapshotException e) {
                throw new StoreException("the record of job '" + job + "' cannot be read: " + e.getMessage(), e);
            } catch (IOException e) {
                throw failed("the record cannot be read", e);
            }
        }
        throw new StoreException("the record in " + directory + " changes faster than it can be read");
    }

    @Override
    public boolean compareAndSet(long expectedVersion, byte[] next) {
        TreeMap<Long, Path> before = versions();
        if ((before.isEmpty() ? 0 : before.lastKey()) != expectedVersion) {
            return false;
        }
        Path temporary = directory.resolve(WRITING + UUID.randomUUID().toString());
        try {
            Files.createDirectories(directory);
            try {
                writeFile(temporary, next);
                Files.createLink(record(expectedVersion + 1), temporary);
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.deleteIfExists(temporary);
            }
            force(directory);
            TreeMap<Long, Path> after = versions();
            if (after.isEmpty() || after.lastKey() - (expectedVersion + 1) >= KEPT) {
                throw new StoreException("version " + (expectedVersion + 1) + " of the record of job '" + job
                        + "' was written too slowly to tell whether it counts");
            }
            for (Path old : after.headMap(after.lastKey() - KEPT, true).values()) {
                Files.deleteIfExists(old);
            }
            return true;
        } catch (UnsupportedOperationException e) {
            throw new StoreException("the file system of " + directory + " has no hard links; epochs need them", e);
        } catch (IOException e) {
            throw failed("the record cannot be written", e);
        }
    }

    @Override
    public void put(String name, byte[] blob) {
        String file = fileName(name);
        Path temporary = parts.resolve(file + WRITING + UUID.randomUUID());
        try {
            Files.createDirectories(parts);
            try {
                writeFile(temporary, blob);
                Files.move(temporary, parts.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
            force(parts);
        } catch (IOException e) {
            throw failed("snapshot '" + name + "' cannot be written", e);
        }
    }

    @Override
    public byte[] get(String name) {
        try {
            return readFile(name, parts.resolve(fileName(name)));
        } catch (NoSuchFileException e) {
            throw new MissingSnapshotException("snapshot '" + name + "' is not in " + parts + " (any more)");
        } catch (IOException e) {
            throw failed("snapshot '" + name + "' cannot be read", e);
        }
    }

    @Override
    public void remove(Collection<String> names) {
        Set<String> files = new HashSet<>();
        names.forEach(name -> files.add(fileName(name)));
        if (names.isEmpty() || !Files.isDirectory(parts)) {
            return;
        }
        try {
            for (String file : files) {
                Files.deleteIfExists(parts.resolve(file));
            }
            try (DirectoryStream<Path> left = Files.newDirectoryStream(parts, "*" + WRITING + "*")) {
                for (Path file : left) {
                    if (files.contains(withoutWriting(fileOf(file)))) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (IOException e) {
            throw failed("snapshots cannot be removed", e);
        }
    }

    @Override
    public Collection<String> names() {
        Collection<String> names = new TreeSet<>();
        if (Files.isDirectory(parts)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(parts)) {
                all.forEach(file -> names.add(nameOf(withoutWriting(fileOf(file)))));
            } catch (IOException e) {
                throw failed("snapshots cannot be listed", e);
            }
        }
        return names;
    }

    @Override
    public void close() {
        // no file stays open
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private TreeMap<Long, Path> versions() {
        TreeMap<Long, Path> versions = new TreeMap<>();
        try (DirectoryStream<Path> records = Files.newDirectoryStream(directory, RECORD + "*")) {
            for (Path file : records) {
                versions.put(Long.parseLong(fileOf(file).substring(RECORD.length())), file);
            }
        } catch (NoSuchFileException e) {
            return versions;
        } catch (IOException e) {
            throw failed("the record cannot be found", e);
        } catch (NumberFormatException e) {
            throw new StoreException("there is a file in " + directory + " that is no version of a record", e);
        }
        return versions;
    }

    private Path record(long version) {
        return directory.resolve(RECORD + String.format("%020d", version));
    }

    private StoreException failed(String what, IOException e) {
        return new StoreException("job '" + job + "', " + directory + ": " + what + ": " + e, e);
    }

    private static void writeFile(Path file, byte[] blob) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            frame(channel, BlobFormat.head(blob));
            for (int i = 0; i < BlobFormat.chunks(blob.length); i++) {
                frame(channel, BlobFormat.chunk(blob, i));
            }
            channel.force(true);
        }
    }

    private static void frame(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        buffer.putInt(bytes.length).put(bytes).flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static byte[] readFile(String name, Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(stream)) {
            BlobFormat.Head head = BlobFormat.readHead(name, frame(name, in));
            byte[] blob = new byte[head.bytes()];
            for (int i = 0; i < head.chunks(); i++) {
                BlobFormat.unpack(name, frame(name, in), i, blob);
            }
            BlobFormat.check(name, head, blob);
            return blob;
        } catch (EOFException e) {
            throw BlobFormat.damaged(name, "the file is cut off");
        }
    }

    private static byte[] frame(String name, DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length <= 0 || length > BlobFormat.CHUNK_BYTES) {
            throw BlobFormat.damaged(name, "a chunk of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** A new name is safe when its directory is. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String fileOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String withoutWriting(String file) {
        int at = file.indexOf(WRITING);
        return at < 0 ? file : file.substring(0, at);
    }

    /** A name with letters, digits, {@code -}, {@code _} and dots inside it as they are, all else percent-encoded. */
    static String fileName(String name) {
        StringBuilder file = new StringBuilder();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xFF);
            boolean plain = c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' && i > 0;
            file.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return file.toString();
    }

    private static String nameOf(String file) {
        byte[] bytes = new byte[file.length()];
        int length = 0;
        for (int i = 0; i < file.length(); i++) {
            if (file.charAt(i) == '%') {
                bytes[length++] = (byte) Integer.parseInt(file.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[length++] = (byte) file.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
