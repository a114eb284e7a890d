package dev.freshet.bolts.lookup;

import dev.freshet.bolts.Supply;
import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.RedisErrors;
import dev.freshet.bolts.redis.RedisLink;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.operator.Lookup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/** Reads entries out of Redis: STRINGs by GET, HASHes by HMGET. Tries again with back-off while Redis is away. */
final class RedisSupply implements Supply {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSupply.class);
    private static final long FIRST_BACK_OFF_MS = 50;
    private static final long LONGEST_BACK_OFF_MS = 1000;

    private final Lookup lookup;
    private final RedisLink link;
    private final LongAdder retries;
    private final List<byte[]> parts;
    private long backOffMs = FIRST_BACK_OFF_MS;
    private long nextTryMs = Long.MIN_VALUE;

    RedisSupply(Lookup lookup, RedisLink link, LongAdder retries) {
        this.lookup = lookup;
        this.link = link;
        this.retries = retries;
        this.parts = lookup.parts().stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public boolean ready(Batch batch, long nowMs) {
        if (nowMs < nextTryMs) {
            return false;
        }
        int missing = lookup.miss(batch, nowMs);
        if (missing == 0) {
            return true;
        }
        List<Call> calls = new ArrayList<>(missing);
        for (int i = 0; i < missing; i++) {
            calls.add(new Call.Command(
                    parts.isEmpty() ? Protocol.Command.GET : Protocol.Command.HMGET, lookup.key(i), parts));
        }
        List<Object> answers;
        try {
            answers = link.send(calls, RedisSupply::isWrongKind);
        } catch (RuntimeException e) {
            if (RedisErrors.kind(e) == RedisErrors.Kind.FATAL) {
                throw new IllegalStateException("cannot look up in " + RedisErrors.sentence(link.config(), e), e);
            }
            later(nowMs, e);
            return false;
        }
        backOffMs = FIRST_BACK_OFF_MS;
        for (int i = 0; i < missing; i++) {
            answer(i, answers.get(i));
        }
        return true;
    }

    @Override
    public long nextTryMs() {
        return nextTryMs;
    }

    private void later(long nowMs, RuntimeException e) {
        if (backOffMs == FIRST_BACK_OFF_MS) {
            LOG.warn("Redis does not answer look-ups, trying again: {}", RedisErrors.sentence(link.config(), e));
        }
        retries.increment();
        nextTryMs = nowMs + backOffMs;
        backOffMs = Math.min(LONGEST_BACK_OFF_MS, 2 * backOffMs);
    }

    private void answer(int index, @Nullable Object answer) {
        if (answer instanceof JedisException) {
            lookup.refuse(index, "the key is no " + (parts.isEmpty() ? "STRING" : "HASH"));
            return;
        }
        byte[] @Nullable [] entry = new byte[Math.max(1, parts.size())][];
        if (answer instanceof List<?> values) {
            for (int i = 0; i < entry.length; i++) {
                entry[i] = values.get(i) instanceof byte[] value ? value : null;
            }
        } else {
            entry[0] = answer instanceof byte[] value ? value : null;
        }
        lookup.answer(index, entry);
    }

    private static boolean isWrongKind(JedisException error) {
        String message = error.getMessage();
        return message != null && message.startsWith("WRONGTYPE");
    }

    @Override
    public void close() {
        link.close();
    }
}
