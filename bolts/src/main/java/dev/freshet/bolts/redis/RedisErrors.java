package dev.freshet.bolts.redis;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        // A certificate that is not trusted, or is somebody else's.
        if (reasons(error).stream().anyMatch(reason -> isLogin(reason) || reason instanceof GeneralSecurityException)) {
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

    /** One sentence for people: why in the end. Jedis's messages hold no password. */
    public static String sentence(RedisConfig redis, RuntimeException error) {
        List<Throwable> reasons = reasons(error);
        Throwable telling = reasons.stream()
                .filter(reason -> isLogin(reason) || reason instanceof GeneralSecurityException)
                .findFirst()
                .orElseGet(() -> last(reasons));
        return redis + ": " + (telling.getMessage() == null ? telling.toString() : telling.getMessage());
    }

    /**
     * The error, what caused it and what it suppressed, outermost first: a Cluster's client tries one node after the other,
     * and tells why only by what it suppressed.
     */
    private static List<Throwable> reasons(Throwable error) {
        Set<Throwable> reasons = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> found = new ArrayList<>(List.of(error));
        for (int i = 0; i < found.size(); i++) {
            Throwable reason = found.get(i);
            Throwable cause = reason.getCause();
            if (cause != null && reasons.add(cause)) {
                found.add(cause);
            }
            for (Throwable suppressed : reason.getSuppressed()) {
                if (reasons.add(suppressed)) {
                    found.add(suppressed);
                }
            }
        }
        return found;
    }

    /** The last that Jedis says; what is below it are sockets. */
    private static Throwable last(List<Throwable> reasons) {
        Throwable last = reasons.get(0);
        for (Throwable reason : reasons) {
            if (reason instanceof JedisException) {
                last = reason;
            }
        }
        return last;
    }

    private static boolean isLogin(Throwable reason) {
        String text = message(reason);
        return reason instanceof JedisAccessControlException
                || text.startsWith("NOAUTH")
                || text.startsWith("WRONGPASS")
                || text.startsWith("NOPERM")
                || text.toUpperCase(Locale.ROOT).startsWith("ERR INVALID PASSWORD");
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
