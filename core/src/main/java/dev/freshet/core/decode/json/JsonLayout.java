package dev.freshet.core.decode.json;

import dev.freshet.core.decode.scan.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the values of a record, from one value's end to the next one's beginning ({@code ,"name":} with any
 * white space), with the place that each name is. Records of one source mostly look alike: where the next one has the
 * same bytes, its name needs neither be searched for its end nor looked up, and its grammar is known to be right.
 */
final class JsonLayout {
    private static final int MAX_MEMBERS = 256;
    private static final int MAX_LENGTH = 128;
    /** How many members, missing in a record, are gone over to find the next one. */
    private static final int LOOK_AHEAD = 4;

    private byte[][] lead = new byte[16][];
    private long[] firstWords = new long[16];
    private long[] masks = new long[16];
    private @Nullable JsonNode[] nodes = new JsonNode[16];
    private int count;

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    /** Remembers what stands before a record's next member's value. */
    void add(byte[] data, int from, int to, @Nullable JsonNode node) {
        if (count == MAX_MEMBERS || to - from > MAX_LENGTH) {
            return;
        }
        if (count == nodes.length) {
            lead = Arrays.copyOf(lead, 2 * count);
            firstWords = Arrays.copyOf(firstWords, 2 * count);
            masks = Arrays.copyOf(masks, 2 * count);
            nodes = Arrays.copyOf(nodes, 2 * count);
        }
        byte[] bytes = Arrays.copyOfRange(data, from, to);
        lead[count] = bytes;
        masks[count] = bytes.length >= 8 ? -1L : (1L << (8 * bytes.length)) - 1;
        firstWords[count] = Words.at(Arrays.copyOf(bytes, Math.max(8, bytes.length)), 0);
        nodes[count] = node;
        count++;
    }

    /** The first member from {@code member} on, of a few, whose lead stands at a place; or -1. */
    int match(byte[] data, int at, int to, int member) {
        int end = Math.min(count, member + LOOK_AHEAD);
        for (int i = member; i < end; i++) {
            if (stands(data, at, to, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a member's lead stands at a place. */
    boolean stands(byte[] data, int at, int to, int member) {
        byte[] bytes = lead[member];
        int length = bytes.length;
        if (at + length > to || at + 8 > data.length || (Words.at(data, at) & masks[member]) != firstWords[member]) {
            return false;
        }
        if (length <= 8) {
            return true;
        }
        for (int i = 8; i + 8 <= length; i += 8) {
            if (Words.at(data, at + i) != Words.at(bytes, i)) {
                return false;
            }
        }
        return Words.at(data, at + length - 8) == Words.at(bytes, length - 8);
    }

    int length(int member) {
        return lead[member].length;
    }

    @Nullable
    JsonNode node(int member) {
        return nodes[member];
    }
}
