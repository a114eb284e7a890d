package dev.freshet.core.aggregate;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent values with their counts, exactly, as a JSON object: {@code {"/index":17,"/about":9}}. More frequent ones
 * come first, equally frequent ones ascend. Names are the values as text: TIMESTAMP as ISO-8601 in UTC, DOUBLE as
 * {@link Double#toString}.
 */
final class TopAggregate extends ValueCounts {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final Type type;
    private final int limit;
    private int[] scratch = new int[0];

    TopAggregate(Type type, int limit) {
        super(type, true);
        this.type = type;
        this.limit = limit;
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        int size = size(slot);
        if (size == 0) {
            return null;
        }
        scratch = isText() ? texts.entries(slot, scratch) : longs.entries(slot, scratch);
        ShellSort.sort(scratch, size, this::order);
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < Math.min(limit, size); i++) {
            json.append(i == 0 ? "\"" : ",\"");
            appendName(json, scratch[i]);
            json.append("\":").append(count(scratch[i]));
        }
        out.putText(column, json.append('}').toString());
        return null;
    }

    private long count(int entry) {
        return isText() ? texts.count(entry) : longs.count(entry);
    }

    private int order(int a, int b) {
        int byCount = Long.compare(count(b), count(a));
        if (byCount != 0) {
            return byCount;
        }
        return isText() ? texts.compare(a, b) : Long.compare(longs.value(a), longs.value(b));
    }

    private void appendName(StringBuilder json, int entry) {
        switch (type) {
            case BOOLEAN -> json.append(longs.value(entry) != 0);
            case DOUBLE -> json.append(OrderedBits.toDouble(longs.value(entry)));
            case TIMESTAMP -> json.append(Instant.ofEpochMilli(longs.value(entry)));
            case VARCHAR -> {
                int start = texts.start(entry);
                int length = texts.end(entry) - start;
                appendEscaped(json, new String(texts.bytes(), start, length, StandardCharsets.UTF_8));
            }
            default -> json.append(longs.value(entry));
        }
    }

    private static void appendEscaped(StringBuilder json, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20) {
                json.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
            } else {
                json.append(c);
            }
        }
    }
}
