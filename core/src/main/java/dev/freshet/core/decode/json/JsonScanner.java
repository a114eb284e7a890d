package dev.freshet.core.decode.json;

import dev.freshet.core.decode.scan.Cells;
import dev.freshet.core.decode.scan.Fault;
import dev.freshet.core.decode.scan.FieldTest;
import dev.freshet.core.decode.scan.Outcome;
import dev.freshet.core.decode.scan.RecordScanner;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records that are one JSON object each (RFC 8259, strictly). Of equal names the last counts, with all that is below it, as
 * in Jackson's tree. Nested deeper than {@link #MAX_DEPTH} is refused, as Jackson does. It first tries whether the record has
 * the layout of an earlier one, and learns a new layout when it has not.
 */
public final class JsonScanner implements RecordScanner {
    /** How deep objects and arrays may stand in each other, the record's own object included. */
    public static final int MAX_DEPTH = 1000;

    /** Returned instead of a place: a test failed and the time is known, so the rest need not be read. */
    private static final int LEFT = -2;
    /** Returned instead of a place: the record was read to its end. */
    private static final int DONE = -3;

    private final JsonNode root;
    private final @Nullable FieldTest[] tests;
    private final boolean hasTests;
    private final int timeSlot;
    private final JsonTokens tokens = new JsonTokens();
    private final JsonUnwanted unwanted = new JsonUnwanted(tokens);
    private final JsonLayout layout = new JsonLayout();
    private boolean relearn;
    private byte[] scratch = new byte[64];

    private byte[] data = new byte[0];
    private int to;
    private Cells cells = new Cells(0);
    private boolean failed;
    private int nameFrom;
    private int nameTo;

    /**
     * @param paths the path of each slot
     * @param tests for each slot its test or null
     * @param timeSlot the slot that has to be found even in a record for which a test failed
     */
    public JsonScanner(String[] paths, @Nullable FieldTest[] tests, int timeSlot) {
        this.root = JsonNode.of(paths);
        this.tests = tests.clone();
        this.hasTests = Arrays.stream(tests).anyMatch(test -> test != null);
        this.timeSlot = timeSlot;
    }

    @Override
    public Outcome scan(byte[] record, int from, int end, int partition, long offset, Cells into, Fault fault) {
        data = record;
        to = end;
        cells = into;
        failed = false;
        cells.clear();
        tokens.open(record, end, fault);
        int at = members(from);
        if (at == JsonTokens.FAILED) {
            return Outcome.REJECTED;
        }
        return failed || (hasTests && !passesWithout()) ? Outcome.FILTERED : Outcome.FOUND;
    }

    @Override
    public int unescape(byte[] source, int from, int end, byte[] into) {
        return JsonStrings.unescape(source, from, end, into);
    }

    /** The record's own members: by the layout as far as it fits, one by one where it does not. */
    private int members(int from) {
        if (relearn) {
            layout.clear();
            relearn = false;
        }
        int at = from;
        int next = 0;
        while (at >= 0) {
            int known = at == from ? firstKnown(at) : layout.match(data, at, to, next);
            if (known >= 0) {
                next = known + 1;
                at = knownValue(at + layout.length(known), known);
            } else if (at != from && at < to && data[at] == '}') {
                return end(at + 1);
            } else {
                boolean atEnd = next == layout.count();
                at = member(at, at == from, atEnd);
                relearn |= !atEnd && at >= 0;
                next = Math.min(atEnd ? next + 1 : Math.max(1, next), layout.count());
            }
        }
        return at;
    }

    private int firstKnown(int at) {
        return layout.count() > 0 && layout.stands(data, at, to, 0) ? 0 : -1;
    }

    /** The value of a member of the layout: the common ones at once. */
    private int knownValue(int at, int known) {
        byte[] bytes = data;
        int slot = layout.slot(known);
        if (at < to && slot != JsonLayout.BELOW) {
            if (bytes[at] == '"') {
                int end = JsonTokens.plainEnd(bytes, at + 1, to);
                if (end >= 0) {
                    return slot < 0 ? end + 1 : found(slot, Cells.STRING, at + 1, end, end + 1);
                }
            } else {
                long number = JsonTokens.plainNumber(bytes, at, to);
                if (number >= 0) {
                    int end = (int) number;
                    byte kind = number >= JsonTokens.FRACTION ? Cells.FRACTION : Cells.INTEGER;
                    return slot < 0 ? end : found(slot, kind, at, end, end);
                }
            }
        }
        return value(at < to && bytes[at] <= ' ' ? tokens.space(at) : at, layout.node(known), 1);
    }

    /** What leads to a member, and its value; or the record's end. */
    private int member(int from, boolean first, boolean learns) {
        int at = tokens.space(from);
        if (at < to && data[at] == '}' && !first) {
            return end(at + 1);
        }
        if (at >= to || data[at] != (first ? '{' : ',')) {
            return first ? noObject(at) : tokens.unexpected("comma or brace", at);
        }
        at = tokens.space(at + 1);
        if (first && at < to && data[at] == '}') {
            return end(at + 1);
        }
        at = name(at);
        if (at < 0) {
            return at;
        }
        JsonNode node = child(root);
        at = tokens.colon(at);
        if (at < 0) {
            return at;
        }
        if (learns) {
            layout.add(data, from, at, node);
        }
        return value(at, node, 1);
    }

    private int noObject(int at) {
        return at < to ? tokens.malformed("no object", at) : tokens.malformed("nothing", to);
    }

    private int end(int from) {
        int at = tokens.space(from);
        return at == to ? DONE : tokens.malformed("more than one object", at);
    }

    private int name(int at) {
        int behind = tokens.name(at);
        nameFrom = at + 1;
        nameTo = behind - 1;
        return behind;
    }

    /** The place that the last name is, below another one. */
    private @Nullable JsonNode child(JsonNode parent) {
        if (!tokens.escaped()) {
            return parent.child(data, nameFrom, nameTo);
        }
        int length = JsonStrings.unescape(data, nameFrom, nameTo, scratch(nameTo - nameFrom));
        return parent.child(scratch, 0, length);
    }

    /**
     * A value.
     *
     * @param node the place that it is, null if nothing is wanted of it
     * @param depth in how many objects and arrays it stands
     */
    private int value(int at, @Nullable JsonNode node, int depth) {
        if (at >= to) {
            return tokens.truncated("an object or array");
        }
        byte kind;
        int start = at;
        int behind;
        int valueEnd;
        byte first = data[at];
        if (first == '"') {
            behind = tokens.string(at + 1);
            kind = tokens.escaped() ? Cells.STRING_ESCAPED : Cells.STRING;
            start = at + 1;
            valueEnd = behind - 1;
        } else if ((first >= '0' && first <= '9') || first == '-') {
            behind = tokens.number(at);
            kind = tokens.fraction() ? Cells.FRACTION : Cells.INTEGER;
            valueEnd = behind;
        } else {
            if (node != null && node.hasChildren()) {
                node.clearBelow(cells);
            }
            kind = kindOf(first);
            behind = otherValue(at, kind, node, depth);
            valueEnd = behind;
        }
        if (behind < 0 || node == null) {
            return behind;
        }
        if (node.hasChildren() && kind != Cells.OBJECT) {
            node.clearBelow(cells);
        }
        int slot = node.slot();
        return slot == JsonNode.NONE ? behind : found(slot, kind, start, valueEnd, behind);
    }

    private int found(int slot, byte kind, int start, int end, int behind) {
        cells.set(slot, kind, start, end);
        if (!hasTests) {
            return behind;
        }
        FieldTest test = tests[slot];
        if (test != null && !passes(test, kind, start, end)) {
            failed = true;
        }
        return failed && cells.kind(timeSlot) != Cells.MISSING ? LEFT : behind;
    }

    private boolean passes(FieldTest test, byte kind, int start, int end) {
        if (kind != Cells.STRING_ESCAPED) {
            return test.mayPass(kind, data, start, end);
        }
        int length = JsonStrings.unescape(data, start, end, scratch(end - start));
        return test.mayPass(Cells.STRING, scratch, 0, length);
    }

    /** What a record does not have was not tested while it was scanned. */
    private boolean passesWithout() {
        for (int slot = 0; slot < tests.length; slot++) {
            FieldTest test = tests[slot];
            if (test != null && cells.kind(slot) == Cells.MISSING && !test.mayPass(Cells.MISSING, data, 0, 0)) {
                return false;
            }
        }
        return true;
    }

    private byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        return scratch;
    }

    private static byte kindOf(byte first) {
        return switch (first) {
            case '{' -> Cells.OBJECT;
            case '[' -> Cells.ARRAY;
            case 't' -> Cells.TRUE;
            case 'f' -> Cells.FALSE;
            default -> Cells.NULL;
        };
    }

    private int otherValue(int at, byte kind, @Nullable JsonNode node, int depth) {
        if (kind != Cells.OBJECT && kind != Cells.ARRAY) {
            return tokens.word(at);
        }
        return kind == Cells.OBJECT && node != null && node.hasChildren()
                ? object(at, node, depth)
                : unwanted.value(data, at, to, depth);
    }

    /** An object with something wanted in it: as deep as the wanted paths are, so it may call itself. */
    private int object(int from, JsonNode node, int depth) {
        if (depth >= MAX_DEPTH) {
            return tokens.tooDeep(from);
        }
        int at = tokens.space(from + 1);
        if (at < to && data[at] == '}') {
            return at + 1;
        }
        while (true) {
            at = name(at);
            if (at < 0) {
                return at;
            }
            JsonNode child = child(node);
            at = tokens.colon(at);
            if (at >= 0) {
                at = value(at, child, depth + 1);
            }
            if (at < 0) {
                return at;
            }
            at = tokens.space(at);
            if (at < to && data[at] == '}') {
                return at + 1;
            }
            if (at >= to || data[at] != ',') {
                return tokens.unexpected("comma or brace", at);
            }
            at = tokens.space(at + 1);
        }
    }
}
