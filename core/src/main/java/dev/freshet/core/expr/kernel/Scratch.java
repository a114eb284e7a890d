package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.Column;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that a node writes its column into, used again for the next batch unless the column leaves the evaluator.
 * Null bits are those of the arguments until the node sets one of its own.
 */
final class Scratch {
    private static final int LEAST = 64;

    private boolean leaves;
    private long[] longs = new long[0];
    private double[] doubles = new double[0];
    private boolean[] booleans = new boolean[0];
    private long[] ownBits = new long[0];
    private int[] rows = new int[0];

    private final TextWriter text = new TextWriter();

    private long @Nullable [] nulls;
    private boolean ownsNulls;
    private int capacity;

    /** Says that the columns leave the evaluator, so that their arrays are not to be used again. */
    void leaves() {
        leaves = true;
        text.leaves();
    }

    /** A writer for that many rows of text. */
    TextWriter text(int size) {
        text.begin(size);
        return text;
    }

    long[] longs(int size) {
        if (leaves || longs.length < size) {
            longs = new long[Math.max(size, LEAST)];
        }
        return longs;
    }

    double[] doubles(int size) {
        if (leaves || doubles.length < size) {
            doubles = new double[Math.max(size, LEAST)];
        }
        return doubles;
    }

    boolean[] booleans(int size) {
        if (leaves || booleans.length < size) {
            booleans = new boolean[Math.max(size, LEAST)];
        }
        return booleans;
    }

    /** An array for row numbers, never handed out with a column. */
    int[] rows(int size) {
        if (rows.length < size) {
            rows = new int[Math.max(size, LEAST)];
        }
        return rows;
    }

    /** Begins a column without nulls. */
    void noNulls(int size) {
        capacity = size;
        nulls = null;
        ownsNulls = false;
    }

    /** Begins a column that is null where one of the arguments is. */
    void nullsOf(int size, Column... arguments) {
        noNulls(size);
        for (Column argument : arguments) {
            long[] more = argument.nulls();
            if (more == null) {
                continue;
            }
            if (nulls == null && !leaves) {
                nulls = more;
                continue;
            }
            long[] own = own();
            int words = Math.min(Bits.words(size), more.length);
            for (int i = 0; i < words; i++) {
                own[i] |= more[i];
            }
        }
    }

    /** Makes a row null. */
    void setNull(int row) {
        Bits.set(own(), row);
    }

    /** Makes a row not null again. */
    void clearNull(int row) {
        if (nulls != null) {
            Bits.clear(own(), row);
        }
    }

    boolean isNull(int row) {
        return nulls != null && Bits.get(nulls, row);
    }

    /** The null bits of the column begun. */
    long @Nullable [] nulls() {
        return nulls;
    }

    private long[] own() {
        if (!ownsNulls) {
            int words = Bits.words(Math.max(capacity, LEAST));
            if (leaves || ownBits.length < words) {
                ownBits = new long[words];
            } else {
                Arrays.fill(ownBits, 0);
            }
            if (nulls != null) {
                System.arraycopy(nulls, 0, ownBits, 0, Math.min(words, nulls.length));
            }
            nulls = ownBits;
            ownsNulls = true;
        }
        return ownBits;
    }
}
