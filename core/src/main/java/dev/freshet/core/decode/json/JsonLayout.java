package dev.freshet.core.decode.json;

import dev.freshet.core.decode.scan.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the values of a record, from one value's end to the next one's beginning ({@code ,"name":} with any
 * white space), with the place that each name is. Records of one source mostly look alike: where the next one has the
 * same bytes, its name needs neither be searched for its end nor looked up, and its grammar is known to be right. Compared
 * are two words under a mask, which is all for names of up to 12 bytes, and what is left.
 */
final class JsonLayout {
    /** The slot of a member of which nothing is wanted. */
    static final int NOTHING = -1;
    /** The slot of a member that has wanted ones below it. */
    static final int BELOW = -2;

    private static final int MAX_MEMBERS = 256;
    private static final int MAX_LENGTH = 128;
    /** How many members, missing in a record, are gone over to find the next one. */
    private static final int LOOK_AHEAD = 4;

    private static final int WORDS = 16;

    private byte[][] lead = new byte[16][];
    private int[] lengths = new int[16];
    private int[] slots = new int[16];
    /** For each member the mask and the bytes of the first word, and those of the second. */
    private long[] words = new long[64];

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
            lengths = Arrays.copyOf(lengths, 2 * count);
            slots = Arrays.copyOf(slots, 2 * count);
            words = Arrays.copyOf(words, 8 * count);
            nodes = Arrays.copyOf(nodes, 2 * count);
        }
        byte[] bytes = Arrays.copyOfRange(data, from, to);
        byte[] padded = Arrays.copyOf(bytes, Math.max(WORDS, bytes.length));
        lead[count] = bytes;
        lengths[count] = bytes.length;
        words[4 * count] = Words.firstBytes(bytes.length);
        words[4 * count + 1] = Words.at(padded, 0);
        words[4 * count + 2] = Words.firstBytes(bytes.length - 8);
        words[4 * count + 3] = Words.at(padded, 8);
        nodes[count] = node;
        slots[count] = node == null ? NOTHING : node.hasChildren() ? BELOW : node.slot();
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
        int length = lengths[member];
        if (at + WORDS > data.length) {
            return at + length <= to && Arrays.equals(data, at, at + length, lead[member], 0, length);
        }
        int word = 4 * member;
        return at + length <= to
                && (Words.at(data, at) & words[word]) == words[word + 1]
                && (Words.at(data, at + 8) & words[word + 2]) == words[word + 3]
                && (length <= WORDS || Arrays.equals(data, at + WORDS, at + length, lead[member], WORDS, length));
    }

    int length(int member) {
        return lengths[member];
    }

    /** The slot of a member's value, or {@link #NOTHING} or {@link #BELOW}. */
    int slot(int member) {
        return slots[member];
    }

    @Nullable
    JsonNode node(int member) {
        return nodes[member];
    }
}
