package dev.freshet.core.batch;

/**
 * Packs longs into as few bits each as their range needs, above their least (frame of reference), or, where that is
 * narrower, their differences from one to the next. All arithmetic is modulo 2^64, so any values can be packed. Form: a
 * byte with the width in bits (0 to 64) and {@link #DELTAS}; the least, signed varint; with differences the first value,
 * signed varint; the packed bits, lowest first, filled up to whole bytes. Nothing at all for no values.
 */
final class LongPacking {
    private static final int DELTAS = 0x80;

    private LongPacking() {}

    static void write(ByteSink sink, long[] values, int count) {
        if (count == 0) {
            return;
        }
        long least = values[0];
        long greatest = values[0];
        long leastDelta = count > 1 ? values[1] - values[0] : 0;
        long greatestDelta = leastDelta;
        for (int i = 1; i < count; i++) {
            long value = values[i];
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
            long delta = value - values[i - 1];
            leastDelta = Math.min(leastDelta, delta);
            greatestDelta = Math.max(greatestDelta, delta);
        }
        int width = width(greatest - least);
        int deltaWidth = width(greatestDelta - leastDelta);
        if (deltaWidth >= width) {
            sink.writeByte(width);
            sink.writeSigned(least);
            pack(sink, values, count, least, width);
        } else {
            sink.writeByte(deltaWidth | DELTAS);
            sink.writeSigned(leastDelta);
            sink.writeSigned(values[0]);
            packDeltas(sink, values, count, leastDelta, deltaWidth);
        }
    }

    static long[] read(ByteSource source, int count) {
        long[] values = new long[count];
        if (count == 0) {
            return values;
        }
        int form = source.readByte();
        int width = form & ~DELTAS;
        if (width > 64) {
            throw new CorruptBatchException("a width of " + width + " bits");
        }
        long least = source.readSigned();
        if ((form & DELTAS) == 0) {
            unpack(source, values, 0, least, width);
            return values;
        }
        values[0] = source.readSigned();
        unpack(source, values, 1, least, width);
        for (int i = 1; i < count; i++) {
            values[i] += values[i - 1];
        }
        return values;
    }

    private static int width(long range) {
        return 64 - Long.numberOfLeadingZeros(range);
    }

    private static void pack(ByteSink sink, long[] values, int count, long least, int width) {
        long pending = 0;
        int bits = 0;
        for (int i = 0; i < count && width > 0; i++) {
            long value = values[i] - least;
            pending |= value << bits;
            bits += width;
            if (bits >= 64) {
                sink.writeLong(pending);
                bits -= 64;
                pending = bits == 0 ? 0 : value >>> (width - bits);
            }
        }
        sink.writeLowBytes(pending, (bits + 7) >>> 3);
    }

    private static void packDeltas(ByteSink sink, long[] values, int count, long least, int width) {
        long pending = 0;
        int bits = 0;
        for (int i = 1; i < count && width > 0; i++) {
            long value = values[i] - values[i - 1] - least;
            pending |= value << bits;
            bits += width;
            if (bits >= 64) {
                sink.writeLong(pending);
                bits -= 64;
                pending = bits == 0 ? 0 : value >>> (width - bits);
            }
        }
        sink.writeLowBytes(pending, (bits + 7) >>> 3);
    }

    private static void unpack(ByteSource source, long[] values, int from, long least, int width) {
        long totalBits = (long) (values.length - from) * width;
        ByteSource packed = slice(source, (totalBits + 7) >>> 3);
        long pending = 0;
        int bits = 0;
        long mask = width == 64 ? -1 : (1L << width) - 1;
        for (int i = from; i < values.length; i++) {
            long value = pending;
            if (bits >= width) {
                pending = width == 64 ? 0 : pending >>> width;
                bits -= width;
            } else {
                int wanted = Math.min(8, packed.remaining());
                long next = wanted == 8 ? packed.readLong() : lowBytes(packed, wanted);
                value |= next << bits;
                int taken = width - bits;
                pending = taken == 64 ? 0 : next >>> taken;
                bits = wanted * 8 - taken;
            }
            values[i] = (value & mask) + least;
        }
    }

    private static ByteSource slice(ByteSource source, long length) {
        int start = source.skip(length);
        return new ByteSource(source.data(), start, start + (int) length);
    }

    private static long lowBytes(ByteSource source, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (long) source.readByte() << (8 * i);
        }
        return value;
    }
}
