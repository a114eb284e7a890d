package dev.freshet.detect;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * How much longer a value has stayed the same than values of the series ever have: the length of the run in units of the longest
 * one before. 0 for series that repeat themselves often, and for short runs. O(1).
 */
final class Stuck implements Strangeness {
    private static final int SHORT = 12;
    private static final double OFTEN = 0.3;
    private static final int LEARN = 100;

    private double last = Double.NaN;
    private long run;
    private long longest = 1;
    private long repeats;
    private long seen;

    @Override
    public String name() {
        return "stuck";
    }

    @Override
    public double next(long timeMs, double value) {
        seen++;
        if (value == last) {
            run++;
        } else {
            longest = Math.max(longest, run);
            repeats += Math.max(0, run - 1);
            run = 1;
            last = value;
        }
        boolean repeating = repeats >= OFTEN * (seen - run);
        if (seen - run < LEARN || run < SHORT || repeating) {
            return 0;
        }
        return (double) run / longest;
    }

    @Override
    public String reason() {
        return "stuck";
    }

    @Override
    public void write(StateOutput to) {
        StateArrays.write(to, last);
        to.putLong(run);
        to.putLong(longest);
        to.putLong(repeats);
        to.putLong(seen);
    }

    @Override
    public void read(StateInput from) {
        last = StateArrays.read(from);
        run = from.getLong();
        longest = from.getLong();
        repeats = from.getLong();
        seen = from.getLong();
    }

    @Override
    public long sizeBytes() {
        return 56;
    }
}
