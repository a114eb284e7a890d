package dev.freshet.bolts.redis;

import dev.freshet.bolts.redis.RedisConfig.Mode;
import dev.freshet.bolts.redis.RedisConfig.Node;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the URLs of {@link RedisConfig#parse}, and tells all that is wrong at once. */
final class RedisUrl {
    private static final Pattern SHAPE = Pattern.compile("([a-z-]+)://(?:(.*)@)?([^/?@]*)(/[^?]*)?(?:\\?(.*))?");
    private static final Map<String, Mode> MODES = Map.of(
            "redis", Mode.STANDALONE,
            "rediss", Mode.STANDALONE,
            "redis-sentinel", Mode.SENTINEL,
            "rediss-sentinel", Mode.SENTINEL,
            "redis-cluster", Mode.CLUSTER,
            "rediss-cluster", Mode.CLUSTER);

    private final String url;
    private final List<String> problems = new ArrayList<>();
    private String user = "";
    private String password = "";
    private String master = "";
    private int database;
    private int connectMs = RedisConfig.DEFAULT_CONNECT_MS;
    private int answerMs = RedisConfig.DEFAULT_ANSWER_MS;

    RedisUrl(String url) {
        this.url = url;
    }

    RedisConfig parse() {
        Matcher shape = SHAPE.matcher(url);
        if (!shape.matches()) {
            throw new IllegalArgumentException("not a Redis URL: expected redis://[user[:password]@]host[:port][/db],"
                    + " rediss://…, redis-sentinel://host,…/master or redis-cluster://host,…");
        }
        String scheme = shape.group(1);
        Mode mode = MODES.get(scheme);
        if (mode == null) {
            problems.add("scheme '" + scheme + "' is none of redis, rediss, redis-sentinel, rediss-sentinel,"
                    + " redis-cluster, rediss-cluster");
            mode = Mode.STANDALONE;
        }
        login(shape.group(2) == null ? "" : shape.group(2));
        List<Node> nodes = nodes(shape.group(3), mode);
        path(shape.group(4) == null ? "" : shape.group(4).substring(1), mode);
        options(shape.group(5) == null ? "" : shape.group(5));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("bad Redis URL: " + String.join("; ", problems));
        }
        return new RedisConfig(
                mode, nodes, master, user, password, database, scheme.startsWith("rediss"), connectMs, answerMs);
    }

    private void login(String text) {
        int colon = text.indexOf(':');
        user = decode(colon < 0 ? text : text.substring(0, colon), "user");
        password = colon < 0 ? "" : decode(text.substring(colon + 1), "password");
    }

    private String decode(String text, String what) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            problems.add("the " + what + " is not percent-encoded correctly");
            return "";
        }
    }

    private List<Node> nodes(String text, Mode mode) {
        int defaultPort = mode == Mode.SENTINEL ? RedisConfig.DEFAULT_SENTINEL_PORT : RedisConfig.DEFAULT_PORT;
        List<Node> nodes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int colon = part.endsWith("]") ? -1 : part.lastIndexOf(':');
            String host = colon < 0 ? part : part.substring(0, colon);
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            if (host.isEmpty()) {
                problems.add("a host is missing in '" + text + "'");
            }
            nodes.add(new Node(host, colon < 0 ? defaultPort : number(part.substring(colon + 1), "port", 1, 65535)));
        }
        if (mode == Mode.STANDALONE && nodes.size() > 1) {
            problems.add("redis:// takes one host (has " + nodes.size()
                    + "); several are for redis-sentinel:// or redis-cluster://");
        }
        return nodes;
    }

    private void path(String path, Mode mode) {
        String db = path;
        if (mode == Mode.SENTINEL) {
            int slash = path.indexOf('/');
            master = slash < 0 ? path : path.substring(0, slash);
            db = slash < 0 ? "" : path.substring(slash + 1);
            if (master.isEmpty()) {
                problems.add("the name of the master is missing: redis-sentinel://host,…/master");
            }
        }
        if (!db.isEmpty()) {
            database = number(db, "database", 0, Integer.MAX_VALUE);
        }
        if (mode == Mode.CLUSTER && database != 0) {
            problems.add("a Redis Cluster has no database but 0 (database " + database + ")");
        }
    }

    private void options(String query) {
        for (String option : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] pair = option.split("=", 2);
            String value = pair.length == 2 ? pair[1] : "";
            switch (pair[0]) {
                case "connect_ms" -> connectMs = number(value, "connect_ms", 1, 600_000);
                case "answer_ms" -> answerMs = number(value, "answer_ms", 1, 600_000);
                default -> problems.add("option '" + pair[0] + "' is none of connect_ms, answer_ms");
            }
        }
    }

    private int number(String text, String what, int least, int greatest) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= greatest) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, with the bounds
        }
        problems.add(what + " must be a number from " + least + " to " + greatest + " (is '" + text + "')");
        return least;
    }
}
