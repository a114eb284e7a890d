package dev.freshet.spouts.generator;

import dev.freshet.core.decode.RecordChunk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds one record's bytes; reused for the next, without garbage. */
public final class RecordWriter {
    private byte[] bytes = new byte[512];
    private int length;

    /** Begins a record. */
    public void clear() {
        length = 0;
    }

    public RecordWriter put(byte[] text) {
        int at = reserve(text.length);
        System.arraycopy(text, 0, bytes, at, text.length);
        return this;
    }

    /** Appends ASCII text. */
    @SuppressWarnings("deprecation") // the one call that copies a String's Latin-1 bytes without an array in between
    public RecordWriter ascii(String text) {
        int at = reserve(text.length());
        text.getBytes(0, text.length(), bytes, at);
        return this;
    }

    /** Appends text as UTF-8. */
    public RecordWriter text(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    public RecordWriter put(char ascii) {
        bytes[reserve(1)] = (byte) ascii;
        return this;
    }

    /** Appends a number in decimal. */
    public RecordWriter number(long value) {
        if (value == Long.MIN_VALUE) {
            return ascii("-9223372036854775808");
        }
        long rest = value;
        if (rest < 0) {
            put('-');
            rest = -rest;
        }
        int digits = 1;
        for (long bound = 10; digits < 19 && rest >= bound; bound *= 10) {
            digits++;
        }
        int at = reserve(digits) + digits;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        return this;
    }

    /** How many bytes the record has so far. */
    public int length() {
        return length;
    }

    /** Cuts the record after so many bytes. */
    public void truncate(int toLength) {
        length = Math.min(length, toLength);
    }

    /** A copy of the record. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    void addTo(RecordChunk chunk, long offset) {
        chunk.add(bytes, 0, length, offset);
    }

    private int reserve(int more) {
        int at = length;
        length += more;
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
        }
        return at;
    }
}
