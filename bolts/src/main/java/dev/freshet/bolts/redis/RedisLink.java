package dev.freshet.bolts.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** One thread's way to Redis: sends calls in one pipeline. Opens the client when it is first needed. */
public final class RedisLink implements AutoCloseable {
    private final RedisConfig config;
    private final String name;
    private @Nullable UnifiedJedis client;
    private boolean wholeScripts;

    public RedisLink(RedisConfig config, String name) {
        this.config = config;
        this.name = name;
    }

    public RedisConfig config() {
        return config;
    }

    /** The client. */
    public UnifiedJedis client() {
        UnifiedJedis open = client;
        if (open == null) {
            open = RedisClients.open(config, name, 2);
            client = open;
        }
        return open;
    }

    /**
     * Sends the calls and waits for all answers; some may have taken effect when it throws, so send all of them again.
     *
     * @return the answers, in order
     * @throws RuntimeException of the worst kind that an answer gave, see {@link RedisErrors}
     */
    public List<Object> send(List<? extends Call> calls) {
        return send(calls, error -> false);
    }

    /**
     * The same where some errors are answers.
     *
     * @param answer whether the error, which then stands among the answers, is one
     */
    public List<Object> send(List<? extends Call> calls, Predicate<JedisException> answer) {
        if (calls.isEmpty()) {
            return List.of();
        }
        try {
            List<Object> answers = sendOnce(calls, answer);
            wholeScripts = false;
            return answers;
        } catch (JedisException e) {
            if (RedisErrors.kind(e) != RedisErrors.Kind.NO_SCRIPT) {
                recover();
                throw e;
            }
        }
        wholeScripts = true;
        List<Object> answers = sendOnce(calls, answer);
        wholeScripts = false;
        return answers;
    }

    private List<Object> sendOnce(List<? extends Call> calls, Predicate<JedisException> answer) {
        List<Response<?>> responses = new ArrayList<>(calls.size());
        RedisClients.pipeline(
                client(), pipeline -> calls.forEach(call -> responses.add(call.send(pipeline, wholeScripts))));
        List<Object> answers = new ArrayList<>(responses.size());
        RuntimeException worst = null;
        for (Response<?> response : responses) {
            try {
                answers.add(RedisClients.answer(response));
            } catch (JedisException e) {
                if (answer.test(e)) {
                    answers.add(e);
                } else {
                    worst = worse(worst, e);
                }
            }
        }
        if (worst != null) {
            throw worst;
        }
        return answers;
    }

    private static RuntimeException worse(@Nullable RuntimeException one, RuntimeException other) {
        return one == null || RedisErrors.kind(other).compareTo(RedisErrors.kind(one)) > 0 ? other : one;
    }

    /** A Cluster's client learns of moved slots; others reconnect by themselves. */
    private void recover() {
        if (client instanceof RedisClusterClient cluster) {
            try {
                cluster.refreshClusterTopology();
            } catch (JedisException e) {
                close();
            }
        }
    }

    @Override
    public void close() {
        UnifiedJedis open = client;
        client = null;
        if (open != null) {
            open.close();
        }
    }
}
