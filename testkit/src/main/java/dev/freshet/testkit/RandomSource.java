package dev.freshet.testkit;

import java.util.List;
import java.util.SplittableRandom;

/** Random data that the same seed gives again. Not for use by several threads. */
public final class RandomSource {

    private static final int[] AWKWARD = {
        0, '\t', '\n', '\r', ' ', '"', '\'', '\\', ',', '|', '%', '{', '}', ':', 0x7f, 0xe4, 0x130, 0x2028, 0xfffd,
        0x1f300
    };

    private static final long[] EXTREME = {
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        Integer.MIN_VALUE,
        -1,
        0,
        1,
        Integer.MAX_VALUE,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE
    };

    private final long seed;
    private final SplittableRandom random;

    /** @param seed what determines everything that follows */
    public RandomSource(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** A source with the seed of {@link Seed#next()}. */
    public static RandomSource create() {
        return new RandomSource(Seed.next());
    }

    /** The seed. */
    public long seed() {
        return seed;
    }

    /** True or false, evenly. */
    public boolean nextBoolean() {
        return random.nextBoolean();
    }

    /** True with a probability between 0 and 1. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** An int in {@code [least, bound)}. */
    public int nextInt(int least, int bound) {
        return random.nextInt(least, bound);
    }

    /** A long in {@code [least, bound)}. */
    public long nextLong(long least, long bound) {
        return random.nextLong(least, bound);
    }

    /** Any long; one in eight is an extreme one, as those are where errors are. */
    public long anyLong() {
        return random.nextInt(8) == 0 ? EXTREME[random.nextInt(EXTREME.length)] : random.nextLong();
    }

    /** A double in {@code [0, 1)}. */
    public double nextDouble() {
        return random.nextDouble();
    }

    /** One of a list, evenly. */
    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Lower case letters, {@code [least, most]} of them. */
    public String letters(int least, int most) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(least, most + 1); i > 0; i--) {
            out.append((char) ('a' + random.nextInt(26)));
        }
        return out.toString();
    }

    /**
     * Well-formed Unicode, {@code [0, most]} code points: plain letters, control characters, quotes, separators, and
     * what lies outside the basic plane.
     */
    public String anyString(int most) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            out.appendCodePoint(
                    random.nextInt(3) == 0 ? AWKWARD[random.nextInt(AWKWARD.length)] : 'a' + random.nextInt(26));
        }
        return out.toString();
    }

    /** Any bytes, {@code [0, most]} of them. */
    public byte[] anyBytes(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * Event times, epoch ms, as one source partition brings them: on average {@code stepMs} apart, and each up to
     * {@code disorderMs} behind the largest before it. None is further behind, so a watermark with that bound drops none.
     *
     * @param startMs the first, at the earliest
     */
    public long[] eventTimes(int count, long startMs, long stepMs, long disorderMs) {
        long[] times = new long[count];
        long clockMs = startMs;
        for (int i = 0; i < count; i++) {
            clockMs += random.nextLong(2 * stepMs + 1);
            times[i] = Math.max(startMs, random.nextBoolean() ? clockMs : clockMs - random.nextLong(disorderMs + 1));
        }
        return times;
    }

    /** A source of its own, for data that must not change when more is drawn elsewhere. */
    public RandomSource split() {
        return new RandomSource(random.nextLong());
    }

    /** The seed, and how to run with it again. */
    @Override
    public String toString() {
        return Seed.describe(seed);
    }
}
