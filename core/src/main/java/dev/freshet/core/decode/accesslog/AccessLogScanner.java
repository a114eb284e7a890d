package dev.freshet.core.decode.accesslog;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.scan.Cells;
import dev.freshet.core.decode.scan.Excerpt;
import dev.freshet.core.decode.scan.Fault;
import dev.freshet.core.decode.scan.Outcome;
import dev.freshet.core.decode.scan.RecordScanner;
import dev.freshet.core.decode.scan.Utf8;
import dev.freshet.core.decode.scan.Words;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of the common and the combined log format. A line is a record once it has client, time, request, status and size;
 * if it ends within referrer or agent, or between them, these are NULL and the line counts as cut off. What stands behind the
 * agent, as in formats that servers were told to extend, is ignored.
 */
public final class AccessLogScanner implements RecordScanner {
    private static final List<String> PARTS = List.of(
            AccessLogFields.CLIENT,
            AccessLogFields.IDENT,
            AccessLogFields.USER,
            AccessLogFields.TIME,
            AccessLogFields.REQUEST,
            AccessLogFields.METHOD,
            AccessLogFields.PATH,
            AccessLogFields.PROTOCOL,
            AccessLogFields.STATUS,
            AccessLogFields.BYTES,
            AccessLogFields.REFERRER,
            AccessLogFields.AGENT);
    /** Another name of {@link AccessLogFields#BYTES}. */
    private static final String SIZE = "size";

    private static final int CLIENT = 0;
    private static final int IDENT = 1;
    private static final int USER = 2;
    private static final int TIME = 3;
    private static final int REQUEST = 4;
    private static final int METHOD = 5;
    private static final int PATH = 6;
    private static final int PROTOCOL = 7;
    private static final int STATUS = 8;
    private static final int BYTES = 9;
    private static final int REFERRER = 10;
    private static final int AGENT = 11;

    private static final byte[] HTTP = {'H', 'T', 'T', 'P', '/'};
    private static final int STATUS_DIGITS = 3;
    private static final long SPACES = Words.repeat(' ');
    private static final long CLOSING = Words.repeat(']');
    private static final long QUOTES = Words.repeat('"');
    private static final long BACKSLASHES = Words.repeat('\\');

    private final int[] partOfSlot;
    private final int[] starts = new int[PARTS.size()];
    private final int[] ends = new int[PARTS.size()];
    private boolean cutOff;
    private byte[] data = new byte[0];
    private int to;

    /**
     * @param paths the part of each slot; fails if there is no such part
     */
    public AccessLogScanner(String[] paths) {
        partOfSlot = Arrays.stream(paths)
                .mapToInt(path -> path.equals(SIZE) ? BYTES : PARTS.indexOf(path))
                .toArray();
        for (int slot = 0; slot < paths.length; slot++) {
            if (partOfSlot[slot] < 0) {
                throw new IllegalArgumentException("an access log has no '" + paths[slot] + "' (it has " + PARTS + ")");
            }
        }
    }

    @Override
    public Outcome scan(byte[] line, int from, int end, int partition, long offset, Cells cells, Fault fault) {
        data = line;
        to = end > from && line[end - 1] == '\r' ? end - 1 : end;
        cutOff = false;
        int invalid = Utf8.firstInvalid(line, from, to);
        if (invalid >= 0) {
            fault.set(Reason.BAD_UTF8, "the line is not UTF-8 at " + Excerpt.of(line, invalid, to));
            return Outcome.REJECTED;
        }
        int at = scanNecessary(from, fault);
        if (at < 0 || !scanOptional(at, fault)) {
            return Outcome.REJECTED;
        }
        splitRequest();
        for (int slot = 0; slot < partOfSlot.length; slot++) {
            int part = partOfSlot[slot];
            cells.set(slot, kind(part), starts[part], ends[part]);
        }
        return Outcome.FOUND;
    }

    @Override
    public boolean cutOff() {
        return cutOff;
    }

    /** Copies: text stands as it was logged. */
    @Override
    public int unescape(byte[] source, int from, int end, byte[] into) {
        System.arraycopy(source, from, into, 0, end - from);
        return end - from;
    }

    private byte kind(int part) {
        int start = starts[part];
        if (ends[part] < 0) {
            return Cells.NULL;
        }
        boolean dash = part != REQUEST && ends[part] == start + 1 && data[start] == '-';
        if (!dash) {
            return Cells.TEXT;
        }
        return part == BYTES ? Cells.ZERO : Cells.NULL;
    }

    private void mark(int part, int start, int end) {
        starts[part] = start;
        ends[part] = end;
    }

    private void markNull(int part) {
        mark(part, 0, -1);
    }

    /** Client to size; the place behind them, or -1. */
    private int scanNecessary(int from, Fault fault) {
        int at = word(CLIENT, from);
        at = at < 0 ? fail(fault, CLIENT, from) : at;
        if (at >= 0) {
            int start = at;
            at = word(IDENT, start);
            at = at < 0 ? fail(fault, IDENT, start) : at;
        }
        if (at >= 0) {
            at = userAndTime(at, fault);
        }
        if (at >= 0) {
            int start = at;
            at = quoted(REQUEST, start);
            at = at < 0 || at == to || data[at] != ' ' ? fail(fault, REQUEST, start) : at + 1;
        }
        return at < 0 ? at : statusAndSize(at, fault);
    }

    /** A word and the space behind it; the place behind both, or -1. */
    private int word(int part, int from) {
        int i = Words.find(data, from, to, SPACES, SPACES);
        if (i >= to || i == from) {
            return -1;
        }
        mark(part, from, i);
        return i + 1;
    }

    /** The user, who may have spaces in the name, up to the time's bracket, and the time. */
    private int userAndTime(int from, Fault fault) {
        int bracket = from + 1;
        while (bracket < to && (data[bracket] != '[' || data[bracket - 1] != ' ')) {
            bracket++;
        }
        if (bracket >= to || bracket - 1 == from) {
            return fail(fault, bracket >= to ? TIME : USER, from);
        }
        mark(USER, from, bracket - 1);
        int close = Words.find(data, bracket + 1, to, CLOSING, CLOSING);
        if (close + 1 >= to || data[close + 1] != ' ') {
            return fail(fault, TIME, bracket);
        }
        mark(TIME, bracket + 1, close);
        return close + 2;
    }

    private int statusAndSize(int from, Fault fault) {
        int end = digits(from);
        if (end - from != STATUS_DIGITS || end == to || data[end] != ' ') {
            return fail(fault, STATUS, from);
        }
        mark(STATUS, from, end);
        int sizeFrom = end + 1;
        int sizeEnd = sizeFrom < to && data[sizeFrom] == '-' ? sizeFrom + 1 : digits(sizeFrom);
        if (sizeEnd == sizeFrom || (sizeEnd < to && data[sizeEnd] != ' ')) {
            return fail(fault, BYTES, sizeFrom);
        }
        mark(BYTES, sizeFrom, sizeEnd);
        return sizeEnd;
    }

    private int digits(int from) {
        int i = from;
        while (i < to && data[i] >= '0' && data[i] <= '9') {
            i++;
        }
        return i;
    }

    /** Referrer and agent, as far as they are there; false if something else is. */
    private boolean scanOptional(int from, Fault fault) {
        markNull(REFERRER);
        markNull(AGENT);
        int at = from;
        for (int part = REFERRER; part <= AGENT && (at < to || part == AGENT); part++) {
            if (at + 1 >= to) {
                cutOff = true;
                return at == to || data[at] == ' ' || fail(fault, part, at) >= 0;
            }
            if (data[at] != ' ' || data[at + 1] != '"') {
                return fail(fault, part, at) >= 0;
            }
            int end = quoted(part, at + 1);
            if (end < 0) {
                markNull(part);
                cutOff = true;
                return true;
            }
            at = end;
        }
        return at == to || data[at] == ' ' || fail(fault, AGENT, at) >= 0;
    }

    /** Text in quotes, where a backslash takes the next byte's meaning away; the place behind it, or -1. */
    private int quoted(int part, int from) {
        if (from >= to || data[from] != '"') {
            return -1;
        }
        int i = Words.find(data, from + 1, to, QUOTES, BACKSLASHES);
        while (i < to && data[i] == '\\') {
            i = Words.find(data, i + 2, to, QUOTES, BACKSLASHES);
        }
        if (i >= to) {
            return -1;
        }
        mark(part, from + 1, i);
        return i + 1;
    }

    /** Method, path and protocol, where the request line is one of HTTP's; a simple request (HTTP/0.9) has no protocol. */
    private void splitRequest() {
        markNull(METHOD);
        markNull(PATH);
        markNull(PROTOCOL);
        int start = starts[REQUEST];
        int end = ends[REQUEST];
        int methodEnd = start;
        while (methodEnd < end && isMethod(data[methodEnd])) {
            methodEnd++;
        }
        if (methodEnd == start || methodEnd + 1 >= end || data[methodEnd] != ' ') {
            return;
        }
        int last = end - 1;
        while (data[last] != ' ') {
            last--;
        }
        boolean protocol = last > methodEnd + 1
                && last + 1 + HTTP.length < end
                && Arrays.equals(data, last + 1, last + 1 + HTTP.length, HTTP, 0, HTTP.length);
        if (!protocol && last != methodEnd) {
            return;
        }
        mark(METHOD, start, methodEnd);
        mark(PATH, methodEnd + 1, protocol ? last : end);
        if (protocol) {
            mark(PROTOCOL, last + 1, end);
        }
    }

    private static boolean isMethod(byte value) {
        return (value >= 'A' && value <= 'Z') || value == '-' || value == '_';
    }

    private int fail(Fault fault, int part, int at) {
        int start = Math.min(at, to);
        if (start == to) {
            fault.set(Reason.TRUNCATED, "the line ends before its " + PARTS.get(part));
        } else {
            fault.set(Reason.MALFORMED, "no " + PARTS.get(part) + " at " + Excerpt.of(data, start, to));
        }
        return -1;
    }
}
