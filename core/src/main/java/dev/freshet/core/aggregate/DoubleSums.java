package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exact sums of doubles, one a slot. A sum is held as two or three doubles whose exact sum it is: Knuth's TwoSum gives the
 * rounding error of each addition, which is added to the next one (Shewchuk, "Adaptive Precision Floating-Point
 * Arithmetic", 1997). What does not fit there, and values so great that an addition might overflow, go to an
 * {@link ExactAccumulator}, which few slots ever have. NaN and infinities are only noted: their sum has no order either.
 */
final class DoubleSums implements Sums<DoubleSums> {
    /** How many columns a partial sum takes. */
    static final int COLUMNS = 3;

    private static final double GREATEST = 0x1p1020;
    private static final byte NAN = 1;
    private static final byte PLUS = 2;
    private static final byte MINUS = 4;

    private double[] first = new double[0];
    private double[] second = new double[0];
    private double @Nullable [] third;
    private @Nullable ExactAccumulator @Nullable [] spills;
    private byte @Nullable [] specials;
    private long spillBytes;
    private final PackedWriter packed = new PackedWriter();
    private final PackedReader reader = new PackedReader();

    /** @param terms 2, or 3 for values that are not rounded to 53 bits each, as the two halves of a square are not */
    DoubleSums(int terms) {
        third = terms == 3 ? new double[0] : null;
    }

    @Override
    public void ensure(int slots) {
        if (slots > first.length) {
            int capacity = Slots.capacity(slots, first.length);
            first = Arrays.copyOf(first, capacity);
            second = Arrays.copyOf(second, capacity);
            third = third == null ? null : Arrays.copyOf(third, capacity);
            spills = spills == null ? null : Arrays.copyOf(spills, capacity);
            specials = specials == null ? null : Arrays.copyOf(specials, capacity);
        }
    }

    @Override
    public void clear(int slot) {
        first[slot] = 0;
        second[slot] = 0;
        if (third != null) {
            third[slot] = 0;
        }
        if (spills != null) {
            ExactAccumulator spill = spills[slot];
            spillBytes -= spill == null ? 0 : spill.sizeBytes();
            spills[slot] = null;
        }
        if (specials != null) {
            specials[slot] = 0;
        }
    }

    void add(int slot, double value) {
        double a = first[slot];
        double sum = a + value;
        if (!(Math.abs(sum) < GREATEST)) {
            addGreat(slot, value);
            return;
        }
        double shadow = sum - a;
        double error = (a - (sum - shadow)) + (value - shadow);
        first[slot] = sum;
        if (error != 0) {
            addError(slot, error);
        }
    }

    /** Adds the square of a value. */
    void addSquare(int slot, double value) {
        double magnitude = Math.abs(value);
        if (magnitude < 0x1p500 && (magnitude > 0x1p-480 || magnitude == 0)) {
            double square = value * value;
            add(slot, square);
            add(slot, Math.fma(value, value, -square));
        } else if (magnitude < Double.POSITIVE_INFINITY) {
            ExactAccumulator spill = spill(slot);
            long before = spill.sizeBytes();
            spill.addSquare(value);
            spillBytes += spill.sizeBytes() - before;
        } else {
            special(slot, Double.isNaN(value) ? NAN : PLUS);
        }
    }

    /** Adds the product of two values; of a zero and an infinity it is NaN. */
    void addProduct(int slot, double a, double b) {
        double product = a * b;
        double magnitude = Math.abs(product);
        if (magnitude < 0x1p1000 && (magnitude > 0x1p-960 || a == 0 || b == 0)) {
            add(slot, product);
            add(slot, Math.fma(a, b, -product));
        } else if (Math.abs(a) < Double.POSITIVE_INFINITY && Math.abs(b) < Double.POSITIVE_INFINITY) {
            ExactAccumulator spill = spill(slot);
            long before = spill.sizeBytes();
            spill.addProduct(a, b);
            spillBytes += spill.sizeBytes() - before;
        } else {
            addGreat(slot, product);
        }
    }

    @Override
    public void merge(int into, DoubleSums source, int from) {
        double b = source.second[from];
        double c = source.third == null ? 0 : source.third[from];
        ExactAccumulator other = source.spills == null ? null : source.spills[from];
        add(into, source.first[from]);
        add(into, b);
        add(into, c);
        if (other != null) {
            ExactAccumulator spill = spill(into);
            long before = spill.sizeBytes();
            spill.add(other);
            spillBytes += spill.sizeBytes() - before;
        }
        if (source.specials != null) {
            special(into, source.specials[from]);
        }
    }

    /** Whether all values were finite. */
    boolean isFinite(int slot) {
        return specials == null || specials[slot] == 0;
    }

    /** The sum of a slot that has had NaN or an infinity. */
    double special(int slot) {
        byte seen = specials == null ? 0 : specials[slot];
        if (seen == PLUS) {
            return Double.POSITIVE_INFINITY;
        }
        return seen == MINUS ? Double.NEGATIVE_INFINITY : Double.NaN;
    }

    /** The sum of finite values, rounded once. */
    double rounded(int slot) {
        boolean two = (third == null || third[slot] == 0) && (spills == null || spills[slot] == null);
        return two ? first[slot] + second[slot] + 0.0 : exact(slot).doubleValue();
    }

    /** The sum, if it is one double exactly; else NaN. */
    double single(int slot) {
        boolean one =
                second[slot] == 0 && (third == null || third[slot] == 0) && (spills == null || spills[slot] == null);
        return one ? first[slot] : Double.NaN;
    }

    /** The sum of finite values. */
    Dyadic exact(int slot) {
        Dyadic sum = Dyadic.of(first[slot]).plus(Dyadic.of(second[slot]));
        if (third != null) {
            sum = sum.plus(Dyadic.of(third[slot]));
        }
        ExactAccumulator spill = spills == null ? null : spills[slot];
        return spill == null ? sum : sum.plus(spill.value());
    }

    static List<Field> fields(String prefix) {
        return List.of(
                Field.nullable(prefix + "_hi", Type.DOUBLE),
                Field.nullable(prefix + "_lo", Type.DOUBLE),
                Field.nullable(prefix + "_rest", Type.VARBINARY));
    }

    @Override
    public void write(int slot, BatchBuilder out, int column) {
        out.putDouble(column, first[slot]);
        if (second[slot] != 0) {
            out.putDouble(column + 1, second[slot]);
        }
        double c = third == null ? 0 : third[slot];
        byte special = specials == null ? 0 : specials[slot];
        ExactAccumulator spill = spills == null ? null : spills[slot];
        if (c != 0 || special != 0 || spill != null) {
            packed.reset();
            packed.unsigned(special);
            ExactAccumulator rest = new ExactAccumulator();
            rest.add(c);
            if (spill != null) {
                rest.add(spill);
            }
            rest.write(packed);
            out.putBytes(column + 2, packed.bytes(), 0, packed.length());
        }
    }

    /** Adds a sum that {@link #write} wrote. */
    @Override
    public void read(int slot, Batch batch, int column, int row) {
        DoubleColumn high = batch.doubles(column);
        DoubleColumn low = batch.doubles(column + 1);
        BytesColumn rest = batch.bytes(column + 2);
        add(slot, high.get(row));
        if (!low.isNull(row)) {
            add(slot, low.get(row));
        }
        if (!rest.isNull(row)) {
            reader.over(rest.data(), rest.start(row), rest.end(row));
            special(slot, (byte) reader.unsigned());
            ExactAccumulator spill = spill(slot);
            long before = spill.sizeBytes();
            spill.read(reader);
            spillBytes += spill.sizeBytes() - before;
        }
    }

    @Override
    public long sizeBytes() {
        long arrays = first.length * (16L + (third == null ? 0 : 8) + (specials == null ? 0 : 1));
        return arrays + (spills == null ? 0 : 8L * spills.length) + spillBytes;
    }

    private void addError(int slot, double value) {
        double b = second[slot];
        double sum = b + value;
        double shadow = sum - b;
        double error = (b - (sum - shadow)) + (value - shadow);
        second[slot] = sum;
        if (error == 0) {
            return;
        }
        if (third != null) {
            double c = third[slot];
            double last = c + error;
            double lastShadow = last - c;
            error = (c - (last - lastShadow)) + (error - lastShadow);
            third[slot] = last;
        }
        if (error != 0) {
            spill(slot, error);
        }
    }

    private void addGreat(int slot, double value) {
        if (Double.isNaN(value)) {
            special(slot, NAN);
        } else if (Double.isInfinite(value)) {
            special(slot, value > 0 ? PLUS : MINUS);
        } else {
            spill(slot, first[slot]);
            spill(slot, value);
            first[slot] = 0;
        }
    }

    private void spill(int slot, double value) {
        ExactAccumulator spill = spill(slot);
        long before = spill.sizeBytes();
        spill.add(value);
        spillBytes += spill.sizeBytes() - before;
    }

    private ExactAccumulator spill(int slot) {
        if (spills == null) {
            spills = new ExactAccumulator[first.length];
        }
        ExactAccumulator spill = spills[slot];
        if (spill == null) {
            spill = new ExactAccumulator();
            spills[slot] = spill;
            spillBytes += spill.sizeBytes();
        }
        return spill;
    }

    private void special(int slot, byte what) {
        if (what != 0) {
            if (specials == null) {
                specials = new byte[first.length];
            }
            specials[slot] |= what;
        }
    }
}
