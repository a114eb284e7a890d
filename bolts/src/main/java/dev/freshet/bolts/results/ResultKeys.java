package dev.freshet.bolts.results;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of keys in Redis. In the values of a key's columns, and in names of jobs and results, {@code % : { } |} and
 * control characters are percent-encoded byte by byte; the columns are joined by {@code |}. NULL is {@code %N}, which no
 * encoded text contains; an empty text is empty. The braces are a Cluster's hash tags.
 *
 * <p>Example: the columns {@code "::1"}, NULL and {@code "a|b"} give {@code %3A%3A1|%N|a%7Cb}.
 */
public final class ResultKeys {
    /** SET: the names of the jobs. */
    public static final String JOBS = "freshet:jobs";
    /** How NULL stands in a key. */
    public static final String NULL = "%N";

    private static final String HEX = "0123456789ABCDEF";

    private ResultKeys() {}

    /** HASH: each result's {@link ResultMeta}. */
    public static String meta(String job) {
        return ofJob(job) + ":meta";
    }

    /** HASH: what the tasks say of themselves. */
    public static String health(String job) {
        return ofJob(job) + ":health";
    }

    /** HASH: what is asked of the job. */
    public static String control(String job) {
        return ofJob(job) + ":control";
    }

    /** HASH: what was handed to the running job, by name, as bytes. */
    public static String delivered(String job) {
        return ofJob(job) + ":delivered";
    }

    /** HASH: the record of the job's epochs. */
    public static String epochs(String job) {
        return ofJob(job) + ":epochs";
    }

    /** SET: the names of the parts of the job's epochs. */
    public static String epochNames(String job) {
        return epochs(job) + ":names";
    }

    /** HASH: a part of an epoch, in chunks. */
    public static String epochPart(String job, String name) {
        return epochs(job) + ":part:" + encode(name);
    }

    /** STREAM: dead letters. */
    public static String dead(String job) {
        return ofJob(job) + ":dead";
    }

    /** HASH: a window's values; named by its start, or by its end where {@link ResultSpec#byEnd} says so. */
    public static String window(String job, String result, String key, long idMs) {
        return ofKey(job, result, key) + ":w:" + idMs;
    }

    /** HASH: the newest values of a key. */
    public static String latest(String job, String result, String key) {
        return ofKey(job, result, key) + ":latest";
    }

    /** ZSET: the starts, or ends, of a key's windows. */
    public static String index(String job, String result, String key) {
        return ofKey(job, result, key) + ":index";
    }

    /** ZSET: the keys by last update, processing time, epoch ms. */
    public static String keys(String job, String result) {
        return ofResult(job, result) + ":keys";
    }

    /** ZSET: a leaderboard. */
    public static String top(String job, String result, long startMs) {
        return ofResult(job, result) + ":top:" + startMs;
    }

    /** HASH: a leaderboard's whole rows by rank. */
    public static String topRows(String job, String result, long startMs) {
        return top(job, result, startMs) + ":rows";
    }

    /** ZSET: the starts, or ends, of a result's leaderboards. */
    public static String topIndex(String job, String result) {
        return ofResult(job, result) + ":index";
    }

    /** STREAM: appended results. */
    public static String log(String job, String result) {
        return ofResult(job, result) + ":log";
    }

    /** HASH: beside a stream, the last append of each writer, by which a repeated one is known. */
    public static String appends(String stream) {
        return stream + ":seq";
    }

    /** What all keys of one key's windows begin with. */
    static String ofKey(String job, String result, String key) {
        return "freshet:{" + encode(job) + ":" + encode(result) + ":" + key + "}";
    }

    private static String ofResult(String job, String result) {
        return "freshet:{" + encode(job) + ":" + encode(result) + "}";
    }

    private static String ofJob(String job) {
        return "freshet:{" + encode(job) + "}";
    }

    /** A key of these columns; null is NULL. */
    public static String join(List<@Nullable String> columns) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                key.append('|');
            }
            String column = columns.get(i);
            key.append(column == null ? NULL : encode(column));
        }
        return key.toString();
    }

    /** The columns of a key; null is NULL. A result without key columns has the key "" of no columns. */
    public static List<@Nullable String> split(String key, int columns) {
        List<@Nullable String> parts = new ArrayList<>();
        if (columns == 0) {
            return parts;
        }
        for (String part : key.split("\\|", -1)) {
            parts.add(part.equals(NULL) ? null : decode(part));
        }
        if (parts.size() != columns) {
            throw new IllegalArgumentException(
                    "key '" + key + "' should have " + columns + " columns (has " + parts.size() + ")");
        }
        return parts;
    }

    /** Encodes a value. */
    public static String encode(String value) {
        StringBuilder out = null;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isPlain(c)) {
                if (out != null) {
                    out.append(c);
                }
                continue;
            }
            if (out == null) {
                out = new StringBuilder(value.length() + 16).append(value, 0, i);
            }
            for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out == null ? value : out.toString();
    }

    /** Decodes what {@link #encode} made. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                if (i + 2 >= in.length) {
                    throw new IllegalArgumentException("'" + text + "' is cut off after %");
                }
                out[length++] = (byte) (hex(text, in[i + 1]) << 4 | hex(text, in[i + 2]));
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isPlain(char c) {
        return switch (c) {
            case '%', ':', '{', '}', '|' -> false;
            default -> !Character.isISOControl(c);
        };
    }

    private static int hex(String text, byte digit) {
        int value = HEX.indexOf(digit);
        if (value < 0) {
            throw new IllegalArgumentException("'" + text + "' has no hexadecimal digits after %");
        }
        return value;
    }
}
