package dev.freshet.core.decode.scan;

import java.util.Arrays;

/**
 * Where the wanted fields of records stand: for each slot (a wanted field) a kind and a range of the chunk's bytes. One
 * record is current; {@link #keep} sets it aside, to come back to with {@link #select}, so that the fields a predicate does
 * not need can be converted after it was evaluated.
 */
public final class Cells {
    /** The record does not have the field. */
    public static final byte MISSING = 0;
    /** The field is there and says that it has no value. */
    public static final byte NULL = 1;
    /** Text, as it stands. */
    public static final byte STRING = 2;
    /** Text with the format's escapes. */
    public static final byte STRING_ESCAPED = 3;
    /** A JSON number without fraction or exponent. */
    public static final byte INTEGER = 4;
    /** A JSON number with a fraction or an exponent. */
    public static final byte FRACTION = 5;
    /** JSON's true. */
    public static final byte TRUE = 6;
    /** JSON's false. */
    public static final byte FALSE = 7;
    /** A JSON object. */
    public static final byte OBJECT = 8;
    /** A JSON array. */
    public static final byte ARRAY = 9;
    /** A value of a format without types: what it means depends on the field. */
    public static final byte TEXT = 10;
    /** The same with the format's escapes. */
    public static final byte TEXT_ESCAPED = 11;

    /** The number 0, where the format writes it as something else. */
    public static final byte ZERO = 12;

    private final int width;
    private byte[] kinds;
    private int[] starts;
    private int[] ends;
    private int base;
    private int records;

    /**
     * @param width how many slots a record has
     */
    public Cells(int width) {
        this.width = width;
        kinds = new byte[Math.max(1, width)];
        starts = new int[Math.max(1, width)];
        ends = new int[Math.max(1, width)];
    }

    public int width() {
        return width;
    }

    /** Says where the current record's field stands. */
    public void set(int slot, byte kind, int start, int end) {
        int cell = base + slot;
        kinds[cell] = kind;
        starts[cell] = start;
        ends[cell] = end;
    }

    /** Forgets the current record's field. */
    public void clear(int slot) {
        kinds[base + slot] = MISSING;
    }

    /** Forgets all fields of the current record. */
    public void clear() {
        Arrays.fill(kinds, base, base + width, MISSING);
    }

    public byte kind(int slot) {
        return kinds[base + slot];
    }

    public int start(int slot) {
        return starts[base + slot];
    }

    public int end(int slot) {
        return ends[base + slot];
    }

    /** Whether the kind is {@link #MISSING} or {@link #NULL}. */
    public boolean isNull(int slot) {
        return kinds[base + slot] <= NULL;
    }

    /** Sets the current record aside as number {@link #records}, counted from 0; another becomes current. */
    public void keep() {
        records++;
        base = records * width;
        if (base + width > kinds.length) {
            int size = Math.multiplyExact(2, base + width);
            kinds = Arrays.copyOf(kinds, size);
            starts = Arrays.copyOf(starts, size);
            ends = Arrays.copyOf(ends, size);
        }
    }

    /** How many records were set aside. */
    public int records() {
        return records;
    }

    /** Makes a record that was set aside current, for reading. */
    public void select(int record) {
        base = record * width;
    }

    /** Forgets all records. */
    public void reset() {
        base = 0;
        records = 0;
    }
}
