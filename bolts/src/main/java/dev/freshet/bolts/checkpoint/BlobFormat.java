package dev.freshet.bolts.checkpoint;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.freshet.core.epoch.DamagedSnapshotException;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.zip.CRC32C;

/**
 * How a blob is kept: a head, and chunks of at most {@link #CHUNK_BYTES}, each compressed by itself, so that no more than one
 * is held in memory beside the blob.
 *
 * <pre>
 * head:   'F' 'S' 'N' 'P', version, then by StateOutput: blob's bytes, number of chunks, CRC-32C of the blob, CRC-32C of all before
 * chunk:  way (0 as it is, 1 zstd), then by StateOutput: bytes of the blob in it, CRC-32C of the way and what follows; then that
 * </pre>
 */
final class BlobFormat {
    static final int CHUNK_BYTES = 4 << 20;
    static final int VERSION = 1;

    /** What a chunk may have beside what it holds. */
    private static final int CHUNK_HEAD = 32;

    private static final int SLICE = CHUNK_BYTES - CHUNK_HEAD;
    private static final byte[] MAGIC = {'F', 'S', 'N', 'P'};
    private static final byte PLAIN = 0;
    private static final byte ZSTD = 1;
    /** Snapshots are written while the stream goes on: the level that costs least. */
    private static final int LEVEL = 1;

    private BlobFormat() {}

    /**
     * What a head says.
     *
     * @param bytes how many the blob has
     * @param chunks how many there are
     * @param checksum the CRC-32C of the blob
     */
    record Head(int bytes, int chunks, long checksum) {}

    /** How many chunks a blob of so many bytes has. */
    static int chunks(int bytes) {
        return (int) ((bytes + (long) SLICE - 1) / SLICE);
    }

    static byte[] head(byte[] blob) {
        StateOutput out = new StateOutput();
        out.putUnsigned(blob.length);
        out.putUnsigned(chunks(blob.length));
        out.putFixed(checksum(blob, 0, blob.length));
        byte[] body = out.take();
        byte[] head = new byte[MAGIC.length + 1 + body.length + Long.BYTES];
        System.arraycopy(MAGIC, 0, head, 0, MAGIC.length);
        head[MAGIC.length] = VERSION;
        System.arraycopy(body, 0, head, MAGIC.length + 1, body.length);
        int end = head.length - Long.BYTES;
        out.putFixed(checksum(head, 0, end));
        System.arraycopy(out.take(), 0, head, end, Long.BYTES);
        return head;
    }

    /** The chunk with this number, from 0. */
    static byte[] chunk(byte[] blob, int number) {
        int from = number * SLICE;
        int length = Math.min(SLICE, blob.length - from);
        byte[] room = new byte[(int) Zstd.compressBound(length)];
        long packed = Zstd.compressByteArray(room, 0, room.length, blob, from, length, LEVEL);
        boolean smaller = !Zstd.isError(packed) && packed < length;
        byte[] source = smaller ? room : blob;
        int at = smaller ? 0 : from;
        int size = smaller ? (int) packed : length;
        StateOutput out = new StateOutput();
        out.putUnsigned(length);
        out.putFixed(checksum(smaller ? ZSTD : PLAIN, source, at, size));
        byte[] body = out.take();
        byte[] chunk = new byte[1 + body.length + size];
        chunk[0] = smaller ? ZSTD : PLAIN;
        System.arraycopy(body, 0, chunk, 1, body.length);
        System.arraycopy(source, at, chunk, 1 + body.length, size);
        return chunk;
    }

    /**
     * Reads a head.
     *
     * @param name what it is the head of, for the message
     * @throws DamagedSnapshotException if it is none, is damaged, or is of a version that is not known here
     */
    static Head readHead(String name, byte[] head) {
        boolean ours = head.length > MAGIC.length + 1 + Long.BYTES;
        for (int i = 0; ours && i < MAGIC.length; i++) {
            ours = head[i] == MAGIC[i];
        }
        if (!ours) {
            throw damaged(name, "it does not begin as a snapshot does");
        }
        if (head[MAGIC.length] > VERSION) {
            throw new DamagedSnapshotException("snapshot '" + name + "' is of format " + head[MAGIC.length]
                    + ", written by a newer release; this one reads up to " + VERSION);
        }
        int end = head.length - Long.BYTES;
        if (new StateInput(head, end, head.length).getFixed() != checksum(head, 0, end)) {
            throw damaged(name, "the checksum of its head is wrong");
        }
        StateInput in = new StateInput(head, MAGIC.length + 1, end);
        int bytes = (int) in.getUnsigned();
        int chunks = (int) in.getUnsigned();
        return new Head(bytes, chunks, in.getFixed());
    }

    /**
     * Puts what a chunk holds into its place.
     *
     * @throws DamagedSnapshotException if it is not what was written
     */
    static void unpack(String name, byte[] chunk, int number, byte[] blob) {
        int from = number * SLICE;
        int room = Math.min(SLICE, blob.length - from);
        long wanted;
        int length;
        int at;
        try {
            StateInput in = new StateInput(chunk, 1, chunk.length);
            length = (int) in.getUnsigned();
            wanted = in.getFixed();
            at = in.position();
        } catch (IllegalStateException e) {
            throw damaged(name, "chunk " + number + " is cut off");
        }
        int size = chunk.length - at;
        if (length != room || wanted != checksum(chunk[0], chunk, at, size)) {
            throw damaged(name, "the checksum or length of chunk " + number + " is wrong");
        }
        switch (chunk[0]) {
            case PLAIN -> {
                if (size != length) {
                    throw damaged(name, "chunk " + number + " is cut off");
                }
                System.arraycopy(chunk, at, blob, from, length);
            }
            case ZSTD -> {
                try {
                    if (Zstd.decompressByteArray(blob, from, length, chunk, at, size) == length) {
                        return;
                    }
                } catch (ZstdException e) {
                    // told below
                }
                throw damaged(name, "chunk " + number + " cannot be unpacked");
            }
            default -> throw damaged(name, "chunk " + number + " is packed in an unknown way");
        }
    }

    /**
     * Checks the whole.
     *
     * @throws DamagedSnapshotException if chunks were mixed up
     */
    static void check(String name, Head head, byte[] blob) {
        if (checksum(blob, 0, blob.length) != head.checksum()) {
            throw damaged(name, "the checksum of the whole is wrong");
        }
    }

    static DamagedSnapshotException damaged(String name, String why) {
        return new DamagedSnapshotException("snapshot '" + name + "' is damaged: " + why);
    }

    private static long checksum(byte way, byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(way);
        crc.update(bytes, from, length);
        return crc.getValue();
    }

    private static long checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return crc.getValue();
    }
}
