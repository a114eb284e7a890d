package dev.freshet.bolts.redis;

import java.util.List;
import java.util.Locale;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** What to do about an error that Redis or the way to it gave. */
public final class RedisErrors {
    /** Error codes of states that pass: loading, failing over, out of memory until keys expire, resharding. */
    private static final List<String> PASSING = List.of(
            "LOADING",
            "READONLY",
            "OOM",
            "MASTERDOWN",
            "CLUSTERDOWN",
            "TRYAGAIN",
            "BUSY",
            "NOREPLICAS",
            "MISCONF",
            "MOVED",
            "ASK");

    /** What to do, the worst last. */
    public enum Kind {
        /** The server does not know the script: send it whole. */
        NO_SCRIPT,
        /** Try again: every write of ours may be repeated. */
        RETRY,
        /** It will not get better by itself. */
        FATAL
    }

    private RedisErrors() {}

    public static Kind kind(RuntimeException error) {
        if (error instanceof JedisNoScriptException) {
            return Kind.NO_SCRIPT;
        }
        if (isLogin(error)) {
            return Kind.FATAL;
        }
        if (error instanceof JedisConnectionException
                || error instanceof JedisRedirectionException
                || error instanceof JedisClusterException
                || error instanceof JedisClusterOperationException) {
            return Kind.RETRY;
        }
        if (error instanceof JedisDataException) {
            return passes(message(error)) ? Kind.RETRY : Kind.FATAL;
        }
        return error instanceof JedisException ? Kind.RETRY : Kind.FATAL;
    }

    /** One sentence for people. Jedis's messages hold no password. */
    public static String sentence(RedisConfig redis, RuntimeException error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() instanceof JedisException) {
            cause = cause.getCause();
        }
        return redis + ": " + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    private static boolean isLogin(RuntimeException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String text = message(cause);
            if (cause instanceof JedisAccessControlException
                    || text.startsWith("NOAUTH")
                    || text.startsWith("WRONGPASS")
                    || text.startsWith("NOPERM")
                    || text.toUpperCase(Locale.ROOT).startsWith("ERR INVALID PASSWORD")) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(String message) {
        return PASSING.stream().anyMatch(message::startsWith)
                // A script wraps the error of a command that it called.
                || PASSING.stream().anyMatch(code -> message.contains("-" + code + " "));
    }

    private static String message(Throwable error) {
        return error.getMessage() == null ? "" : error.getMessage();
    }
}
