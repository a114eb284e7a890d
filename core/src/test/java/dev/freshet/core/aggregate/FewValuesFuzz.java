package dev.freshet.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the JDK's hash sets. */
class FewValuesFuzz {
    private static final int SLOTS = 3;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 40, 256, 300, 10_000})
    void holdsWhatASetHoldsUntilItIsFull(int distinct) {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            FewValues few = new FewValues();
            few.ensureSlots(SLOTS);
            for (int slot = 0; slot < SLOTS; slot++) {
                Set<Long> model = new HashSet<>();
                boolean spread = random.nextBoolean();
                for (int i = 0; i < 600; i++) {
                    // 0 among them, early or late.
                    long value = random.nextInt(distinct);
                    value = spread ? value * 0x9E3779B97F4A7C15L : value;
                    boolean fits = model.contains(value) || model.size() < FewValues.MOST;
                    assertThat(few.add(slot, value)).as("seed %d", seed).isEqualTo(fits);
                    if (fits) {
                        model.add(value);
                    }
                    if (random.nextInt(100) == 0) {
                        few.fit();
                    }
                }
                assertThat(few.size(slot)).as("seed %d", seed).isEqualTo(model.size());
                assertThat(values(few, slot)).as("seed %d", seed).isEqualTo(model);
            }
            long before = few.sizeBytes();
            few.fit();
            assertThat(few.sizeBytes()).isLessThanOrEqualTo(before);
            assertThat(few.size(2)).isEqualTo(values(few, 2).size());
            few.clear(1);
            assertThat(values(few, 1)).isEmpty();
            assertThat(few.add(1, 0)).isTrue();
            assertThat(values(few, 1)).containsExactly(0L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 40, 256, 10_000})
    void mergesAsSetsDo(int distinct) {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            FewValues few = new FewValues();
            few.ensureSlots(SLOTS);
            for (int slot = 0; slot < SLOTS; slot++) {
                for (int i = random.nextInt(1 << 1 + random.nextInt(8)); i > 0; i--) {
                    few.add(slot, random.nextInt(distinct));
                }
                if (random.nextBoolean()) {
                    few.fit();
                }
            }
            int into = random.nextInt(SLOTS);
            int from = random.nextInt(SLOTS);
            Set<Long> theirs = values(few, from);
            Set<Long> all = values(few, into);
            all.addAll(theirs);
            boolean fits = all.size() <= FewValues.MOST;
            assertThat(few.addAll(into, few, from)).as("seed %d", seed).isEqualTo(fits);
            if (fits) {
                assertThat(values(few, into)).as("seed %d", seed).isEqualTo(all);
                assertThat(few.size(into)).as("seed %d", seed).isEqualTo(all.size());
            }
            few.add(into, distinct);
            if (from != into) {
                assertThat(values(few, from)).as("seed %d", seed).isEqualTo(theirs);
            }
        }
    }

    private static Set<Long> values(FewValues few, int slot) {
        Set<Long> values = new HashSet<>();
        for (int at = few.next(slot, -1); at >= 0; at = few.next(slot, at)) {
            assertThat(values.add(few.get(slot, at))).isTrue();
        }
        return values;
    }
}
