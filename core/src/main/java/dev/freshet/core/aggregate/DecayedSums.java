package dev.freshet.core.aggregate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sums of weights and of weighted values, where a weight halves with each half-life of age. Time is cut into stretches of one
 * half-life; within one the weight is a number in [0.5, 1) that depends on the time alone, and the stretches are put
 * together with powers of 2 when the result is wanted. Each stretch has exact sums, so the result does not depend on order.
 *
 * <p>What lies {@value #STRETCHES} half-lives or more before the newest stretch is dropped: it weighs less than
 * 2^-{@value #STRETCHES} of it.
 */
final class DecayedSums {
    static final int STRETCHES = 64;
    private static final int OBJECT_BYTES = 64;

    /** By how many stretches before the newest; null where there is nothing. */
    private @Nullable ExactAccumulator[] weighted = new ExactAccumulator[1];

    private @Nullable ExactAccumulator[] weights = new ExactAccumulator[1];
    private long newest;
    private boolean empty = true;
    private boolean notFinite;

    /**
     * Adds a value.
     *
     * @param stretch the number of the stretch of time
     * @param weight within the stretch, in [0.5, 1)
     */
    void add(long stretch, double weight, double value) {
        int age = age(stretch);
        if (!Double.isFinite(value)) {
            notFinite = true;
        } else if (age < STRETCHES) {
            at(weighted, age).add(value * weight);
            at(weights, age).add(weight);
        }
    }

    void merge(DecayedSums other) {
        notFinite |= other.notFinite;
        if (other.empty) {
            return;
        }
        age(other.newest);
        for (int i = 0; i < other.weights.length; i++) {
            ExactAccumulator theirs = other.weights[i];
            ExactAccumulator theirValues = other.weighted[i];
            int age = theirs == null ? STRETCHES : age(other.newest - i);
            if (theirs != null && theirValues != null && age < STRETCHES) {
                at(weighted, age).add(theirValues);
                at(weights, age).add(theirs);
            }
        }
    }

    /** The weighted mean; NaN if a value was not finite. */
    double mean() {
        if (notFinite) {
            return Double.NaN;
        }
        return sum(weighted).dividedBy(sum(weights));
    }

    private static Dyadic sum(@Nullable ExactAccumulator[] stretches) {
        Dyadic sum = Dyadic.ZERO;
        for (int age = 0; age < stretches.length; age++) {
            ExactAccumulator stretch = stretches[age];
            if (stretch != null) {
                Dyadic value = stretch.value();
                sum = sum.plus(new Dyadic(value.mantissa(), value.exponent() - age));
            }
        }
        return sum;
    }

    void write(PackedWriter to) {
        to.unsigned(notFinite ? 1 : 0);
        to.signed(newest);
        for (int age = 0; age < weights.length; age++) {
            ExactAccumulator weight = weights[age];
            ExactAccumulator value = weighted[age];
            if (weight != null && value != null) {
                to.unsigned(age);
                value.write(to);
                weight.write(to);
            }
        }
    }

    /** Adds what {@link #write} wrote. */
    void read(PackedReader from) {
        notFinite |= from.unsigned() == 1;
        long theirNewest = from.signed();
        age(theirNewest);
        while (from.hasMore()) {
            int age = age(theirNewest - from.unsigned());
            boolean dropped = age >= STRETCHES;
            (dropped ? new ExactAccumulator() : at(weighted, age)).read(from);
            (dropped ? new ExactAccumulator() : at(weights, age)).read(from);
        }
    }

    long sizeBytes() {
        long bytes = OBJECT_BYTES + 8L * weights.length;
        for (int i = 0; i < weights.length; i++) {
            ExactAccumulator weight = weights[i];
            ExactAccumulator value = weighted[i];
            bytes += (weight == null ? 0 : weight.sizeBytes()) + (value == null ? 0 : value.sizeBytes());
        }
        return bytes;
    }

    /** How many stretches before the newest this one lies, which it becomes if it is newer; at most {@link #STRETCHES}. */
    private int age(long stretch) {
        if (empty) {
            empty = false;
            newest = stretch;
        }
        if (stretch > newest) {
            int by = apart(stretch, newest);
            weighted = aged(weighted, by);
            weights = aged(weights, by);
            newest = stretch;
        }
        int age = apart(newest, stretch);
        if (age < STRETCHES && age >= weights.length) {
            int length = Math.min(STRETCHES, Math.max(age + 1, 2 * weights.length));
            weighted = Arrays.copyOf(weighted, length);
            weights = Arrays.copyOf(weights, length);
        }
        return age;
    }

    private static int apart(long newer, long older) {
        long stretches = newer - older;
        // Below 0 if it is beyond 64 bits.
        return stretches < 0 || stretches > STRETCHES ? STRETCHES : (int) stretches;
    }

    private static @Nullable ExactAccumulator[] aged(@Nullable ExactAccumulator[] stretches, int by) {
        @Nullable ExactAccumulator[] moved = new ExactAccumulator[Math.min(STRETCHES, stretches.length + by)];
        System.arraycopy(
                stretches,
                0,
                moved,
                Math.min(by, moved.length),
                Math.max(0, Math.min(stretches.length, moved.length - by)));
        return moved;
    }

    private static ExactAccumulator at(@Nullable ExactAccumulator[] stretches, int age) {
        ExactAccumulator found = stretches[age];
        if (found == null) {
            found = new ExactAccumulator();
            stretches[age] = found;
        }
        return found;
    }
}
