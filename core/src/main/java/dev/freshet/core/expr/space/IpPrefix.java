package dev.freshet.core.expr.space;

import dev.freshet.core.text.LongText;

/**
 * Networks of addresses. Read: IPv4 in four decimals without leading zeros, IPv6 as in RFC 4291 without a zone; an IPv4
 * address mapped into IPv6 ({@code ::ffff:10.1.2.3}) is that IPv4 address. Written: {@code 10.1.2.0/24}, and IPv6 in the
 * form of RFC 5952. Not thread-safe.
 */
public final class IpPrefix {
    /** The bits of an IPv6 address that stand for its network where nothing else is said. */
    public static final int DEFAULT_BITS_6 = 64;

    /** How many bytes {@link #write} needs at most. */
    public static final int LONGEST = 64;

    private static final int GROUPS = 8;

    private final int[] groups = new int[GROUPS];
    private long address4;
    private boolean isFour;

    /** Reads an address; false where the text is none. */
    public boolean parse(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == ':') {
                return parseSix(text, from, to);
            }
        }
        isFour = true;
        address4 = parseFour(text, from, to);
        return address4 >= 0;
    }

    private static long parseFour(byte[] text, int from, int to) {
        long address = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0) {
                if (at >= to || text[at] != '.') {
                    return -1;
                }
                at++;
            }
            int start = at;
            int value = 0;
            while (at < to && at - start < 3 && text[at] >= '0' && text[at] <= '9') {
                value = value * 10 + text[at] - '0';
                at++;
            }
            int digits = at - start;
            if (digits == 0 || value > 255 || (digits > 1 && text[start] == '0')) {
                return -1;
            }
            address = address << 8 | value;
        }
        return at == to ? address : -1;
    }

    private boolean parseSix(byte[] text, int from, int to) {
        int count = 0;
        int gap = -1;
        int at = from;
        if (to - from >= 2 && text[from] == ':' && text[from + 1] == ':') {
            gap = 0;
            at = from + 2;
        }
        while (at < to) {
            int end = at;
            while (end < to && text[end] != ':') {
                end++;
            }
            if (end == to && isDotted(text, at, to)) {
                long tail = parseFour(text, at, to);
                if (tail < 0 || count > GROUPS - 2) {
                    return false;
                }
                groups[count++] = (int) (tail >>> 16);
                groups[count++] = (int) tail & 0xffff;
                at = to;
                break;
            }
            int group = group(text, at, end);
            if (group < 0 || count == GROUPS) {
                return false;
            }
            groups[count++] = group;
            at = end;
            if (at < to) {
                at++;
                if (at == to) {
                    return false;
                }
                if (text[at] == ':') {
                    if (gap >= 0) {
                        return false;
                    }
                    gap = count;
                    at++;
                }
            }
        }
        return spread(count, gap);
    }

    private static boolean isDotted(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '.') {
                return true;
            }
        }
        return false;
    }

    private static int group(byte[] text, int from, int to) {
        if (to - from < 1 || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Puts the zeros of {@code ::} where they belong, and sees a mapped IPv4 address. */
    private boolean spread(int count, int gap) {
        if (gap < 0 ? count != GROUPS : count >= GROUPS) {
            return false;
        }
        if (gap >= 0) {
            int tail = count - gap;
            System.arraycopy(groups, gap, groups, GROUPS - tail, tail);
            java.util.Arrays.fill(groups, gap, GROUPS - tail, 0);
        }
        int high = 0;
        for (int i = 0; i < 5; i++) {
            high |= groups[i];
        }
        isFour = high == 0 && groups[5] == 0xffff;
        address4 = (long) groups[6] << 16 | groups[7];
        return true;
    }

    /** Writes the network of the address that was read. @return where it ends in the target */
    public int write(int bits4, int bits6, byte[] target, int at) {
        int end = isFour ? writeFour(bits4, target, at) : writeSix(bits6, target, at);
        target[end] = '/';
        return LongText.write(isFour ? bits4 : bits6, target, end + 1);
    }

    private int writeFour(int bits, byte[] target, int at) {
        long masked = address4 & (0xffffffffL << (32 - bits));
        int end = at;
        for (int shift = 24; shift >= 0; shift -= 8) {
            end = LongText.write(masked >> shift & 255, target, end);
            if (shift > 0) {
                target[end++] = '.';
            }
        }
        return end;
    }

    private int writeSix(int bits, byte[] target, int at) {
        for (int i = 0; i < GROUPS; i++) {
            int kept = Math.max(0, Math.min(16, bits - 16 * i));
            groups[i] &= 0xffff << (16 - kept) & 0xffff;
        }
        int zeros = longestZeros();
        int zerosEnd = zeros < 0 ? -1 : zeros;
        while (zerosEnd >= 0 && zerosEnd < GROUPS && groups[zerosEnd] == 0) {
            zerosEnd++;
        }
        int end = at;
        for (int i = 0; i < GROUPS; i++) {
            if (i == zeros) {
                target[end++] = ':';
                target[end++] = ':';
                i = zerosEnd - 1;
                continue;
            }
            if (i > 0 && i != zerosEnd) {
                target[end++] = ':';
            }
            end = writeHex(groups[i], target, end);
        }
        return end;
    }

    /** Where the longest run of two or more zero groups begins, the first of equals; -1 where there is none. */
    private int longestZeros() {
        int best = -1;
        int longest = 1;
        int run = 0;
        for (int i = 0; i < GROUPS; i++) {
            run = groups[i] == 0 ? run + 1 : 0;
            if (run > longest) {
                longest = run;
                best = i - run + 1;
            }
        }
        return best;
    }

    private static int writeHex(int group, byte[] target, int at) {
        int end = at;
        boolean started = false;
        for (int shift = 12; shift >= 0; shift -= 4) {
            int digit = group >> shift & 15;
            started |= digit != 0 || shift == 0;
            if (started) {
                target[end++] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
            }
        }
        return end;
    }
}
