package dev.freshet.core.decode.json;

/**
 * Objects and arrays in which nothing is wanted. They are read as strictly as the rest and without recursion: how deep they
 * are is the sender's choice, and must not cost the reader's stack.
 */
final class JsonUnwanted {
    private final JsonTokens tokens;
    /** A bit for each level: whether it is an object. */
    private final long[] objects = new long[JsonScanner.MAX_DEPTH / Long.SIZE + 1];

    private byte[] data = new byte[0];
    private int to;

    JsonUnwanted(JsonTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The place behind an object or array, or {@link JsonTokens#FAILED}.
     *
     * @param from the place of its brace or bracket
     * @param outer in how many objects and arrays it stands
     */
    int value(byte[] record, int from, int end, int outer) {
        data = record;
        to = end;
        int depth = outer;
        int at = from;
        do {
            byte first = at < to ? data[at] : 0;
            if (first != '{' && first != '[') {
                at = scalar(at, first);
            } else if (depth >= JsonScanner.MAX_DEPTH) {
                return tokens.tooDeep(at);
            } else {
                depth++;
                enter(depth, first == '{');
                at = tokens.space(at + 1);
                if (!closes(at, depth)) {
                    at = first == '{' ? member(at) : at;
                    continue;
                }
            }
            while (at >= 0 && depth > outer) {
                at = tokens.space(at);
                if (!closes(at, depth)) {
                    at = next(at, isObject(depth));
                    break;
                }
                at++;
                depth--;
            }
        } while (at >= 0 && depth > outer);
        return at;
    }

    private int scalar(int at, byte first) {
        if (at >= to) {
            return tokens.truncated("an object or array");
        }
        if (first == '"') {
            return tokens.string(at + 1);
        }
        return (first >= '0' && first <= '9') || first == '-' ? tokens.number(at) : tokens.word(at);
    }

    private int next(int at, boolean object) {
        if (at >= to || data[at] != ',') {
            return tokens.unexpected(object ? "comma or brace" : "comma or bracket", at);
        }
        int next = tokens.space(at + 1);
        return object ? member(next) : next;
    }

    /** From a member's name to its value. */
    private int member(int from) {
        int at = tokens.name(from);
        return at < 0 ? at : tokens.colon(at);
    }

    private boolean closes(int at, int depth) {
        return at < to && data[at] == (isObject(depth) ? '}' : ']');
    }

    private void enter(int depth, boolean object) {
        long bit = 1L << depth;
        int word = depth / Long.SIZE;
        objects[word] = object ? objects[word] | bit : objects[word] & ~bit;
    }

    private boolean isObject(int depth) {
        return (objects[depth / Long.SIZE] & 1L << depth) != 0;
    }
}
