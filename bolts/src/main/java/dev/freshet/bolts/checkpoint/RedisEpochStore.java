package dev.freshet.bolts.checkpoint;

import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.redis.RedisErrors;
import dev.freshet.bolts.redis.RedisLink;
import dev.freshet.bolts.redis.Script;
import dev.freshet.bolts.results.ResultKeys;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.MissingSnapshotException;
import dev.freshet.core.epoch.SnapshotException;
import dev.freshet.core.epoch.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Epochs in Redis. For use by several threads; each call that is under way has a connection of its own.
 *
 * <p>The record is a hash with its version, its bytes, and a stamp drawn at each change: a server that comes back with older
 * data counts versions once more, and only by the stamp they are known apart. A blob is a hash of its chunks, whose head is
 * written last: without one it is not there. The names of blobs are kept in a set, into which a name goes before its
 * blob and which it leaves behind it, so that what a writer or remover that died has left is found without {@code SCAN}.
 * All keys lie in one slot of a Cluster.
 */
public final class RedisEpochStore implements EpochStore {
    /** Nobody in a stream waits for these answers. */
    private static final int PATIENCE_MS = 5_000;

    private static final int REMOVE_AT_ONCE = 256;
    private static final byte[] VERSION = ascii("version");
    private static final byte[] VALUE = ascii("value");
    private static final byte[] STAMP = ascii("stamp");
    private static final byte[] HEAD = ascii("head");
    private static final Script SWAP = Script.resource(RedisEpochStore.class, "swap.lua");

    private final RedisConfig redis;
    private final String job;
    private final Deque<RedisLink> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;
    private volatile @Nullable Read last;

    private record Read(Versioned record, byte[] stamp) {}

    public RedisEpochStore(RedisConfig redis, String job) {
        this.redis = redis.waiting(Math.max(redis.connectMs(), PATIENCE_MS), Math.max(redis.answerMs(), PATIENCE_MS));
        this.job = job;
    }

    @Override
    public Versioned read() {
        return call(link -> {
            Read known = last;
            if (known != null && Arrays.equals(known.stamp, bytes(link, hget(recordKey(), STAMP)))) {
                return known.record;
            }
            List<?> fields =
                    (List<?>) one(link, new Call.Command(Command.HMGET, recordKey(), List.of(VERSION, VALUE, STAMP)));
            if (!(fields.get(0) instanceof byte[] version)) {
                last = null;
                return new Versioned(0, null);
            }
            Versioned record = new Versioned(number(version), (byte[]) fields.get(1));
            if (fields.get(2) instanceof byte[] stamp) {
                last = new Read(record, stamp);
            }
            return record;
        });
    }

    @Override
    public boolean compareAndSet(long expectedVersion, byte[] next) {
        List<byte[]> arguments = List.of(
                Call.bytes(expectedVersion), Call.bytes(expectedVersion + 1), next, Call.bytes(UUID.randomUUID()));
        return call(link -> Long.valueOf(1).equals(one(link, new Call.Eval(SWAP, List.of(recordKey()), arguments))));
    }

    @Override
    public void put(String name, byte[] blob) {
        byte[] key = blobKey(name);
        call(link -> {
            link.send(List.of(
                    new Call.Command(Command.SADD, namesKey(), List.of(utf8(name))),
                    new Call.Command(Command.UNLINK, key, List.of())));
            int chunks = BlobFormat.chunks(blob.length);
            for (int i = 0; i < chunks; i++) {
                one(link, new Call.Command(Command.HSET, key, List.of(Call.bytes(i), BlobFormat.chunk(blob, i))));
            }
            return one(link, new Call.Command(Command.HSET, key, List.of(HEAD, BlobFormat.head(blob))));
        });
    }

    @Override
    public byte[] get(String name) {
        byte[] key = blobKey(name);
        return call(link -> {
            byte[] headBytes = bytes(link, hget(key, HEAD));
            if (headBytes == null) {
                throw new MissingSnapshotException("snapshot '" + name + "' is not in " + this + " (any more)");
            }
            BlobFormat.Head head = BlobFormat.readHead(name, headBytes);
            byte[] blob = new byte[head.bytes()];
            for (int i = 0; i < head.chunks(); i++) {
                byte[] chunk = bytes(link, hget(key, Call.bytes(i)));
                if (chunk == null) {
                    throw BlobFormat.damaged(name, "chunk " + i + " is missing");
                }
                BlobFormat.unpack(name, chunk, i, blob);
            }
            BlobFormat.check(name, head, blob);
            return blob;
        });
    }

    @Override
    public void remove(Collection<String> names) {
        List<String> all = List.copyOf(names);
        for (int from = 0; from < all.size(); from += REMOVE_AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + REMOVE_AT_ONCE));
            List<Call> calls = new ArrayList<>();
            some.forEach(name -> calls.add(new Call.Command(Command.UNLINK, blobKey(name), List.of())));
            calls.add(new Call.Command(
                    Command.SREM,
                    namesKey(),
                    some.stream().map(RedisEpochStore::utf8).toList()));
            call(link -> link.send(calls));
        }
    }

    @Override
    public Collection<String> names() {
        return call(link -> {
            Collection<String> names = new TreeSet<>();
            for (Object name : (Collection<?>) one(link, new Call.Command(Command.SMEMBERS, namesKey(), List.of()))) {
                names.add(new String((byte[]) name, StandardCharsets.UTF_8));
            }
            return names;
        });
    }

    @Override
    public void close() {
        closed = true;
        drain();
    }

    @Override
    public String toString() {
        return redis + " (job '" + job + "')";
    }

    private <T> T call(Function<RedisLink, T> calls) {
        if (closed) {
            throw new StoreException("the store of job '" + job + "' is closed");
        }
        RedisLink link = idle.pollFirst();
        if (link == null) {
            link = new RedisLink(redis, "freshet-epochs");
        }
        boolean good = false;
        try {
            T answer = calls.apply(link);
            good = true;
            return answer;
        } catch (StoreException | SnapshotException e) {
            good = true;
            throw e;
        } catch (RuntimeException e) {
            throw new StoreException(RedisErrors.sentence(redis, e), e);
        } finally {
            if (good) {
                idle.addFirst(link);
            } else {
                link.close();
            }
            if (closed) {
                drain();
            }
        }
    }

    private void drain() {
        for (RedisLink link = idle.pollFirst(); link != null; link = idle.pollFirst()) {
            link.close();
        }
    }

    private static Object one(RedisLink link, Call call) {
        return link.send(List.of(call)).get(0);
    }

    private static byte @Nullable [] bytes(RedisLink link, Call call) {
        return (byte[]) one(link, call);
    }

    private static Call hget(byte[] key, byte[] field) {
        return new Call.Command(Command.HGET, key, List.of(field));
    }

    private static long number(byte[] digits) {
        return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
    }

    private byte[] recordKey() {
        return utf8(ResultKeys.epochs(job));
    }

    private byte[] namesKey() {
        return utf8(ResultKeys.epochNames(job));
    }

    private byte[] blobKey(String name) {
        return utf8(ResultKeys.epochPart(job, name));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
