package dev.freshet.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EwmaTest {
    private static final Schema SCHEMA = Schema.of(Field.nullable("x", Type.DOUBLE));

    /** A value at a time. */
    private record Sample(long time, @Nullable Double value) {}

    @Test
    void isWhatPandasDocumentsForHalfLifeAndTimes() {
        List<Sample> samples = List.of(
                new Sample(at("2020-01-01"), 0.0),
                new Sample(at("2020-01-03"), 1.0),
                new Sample(at("2020-01-10"), 2.0),
                new Sample(at("2020-01-15"), null),
                new Sample(at("2020-01-17"), 4.0));
        double[] documented = {0.000000, 0.585786, 1.523889, 1.523889, 3.233686};
        for (int count = 1; count <= samples.size(); count++) {
            EwmaAggregate ewma = new EwmaAggregate(Duration.ofDays(4).toMillis());
            ewma.ensureSlots(1);
            add(ewma, samples.subList(0, count));
            assertThat(result(ewma)).isCloseTo(documented[count - 1], within(1e-6));
        }
    }

    private static long at(String day) {
        return Instant.parse(day + "T00:00:00Z").toEpochMilli();
    }

    @Test
    void doesNotDependOnOrderHoweverFarValuesAreApart() {
        long seed = 20261122;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            long halfLife = 1 + random.nextInt(20);
            long span = halfLife * (1 + random.nextInt(200));
            long base = random.nextInt(3) == 0 ? Long.MIN_VALUE : random.nextInt(3) == 0 ? Long.MAX_VALUE - span : 0;
            List<Sample> samples = new ArrayList<>();
            for (int i = 1 + random.nextInt(40); i > 0; i--) {
                samples.add(new Sample(base + random.nextLong(span), random.nextGaussian()));
            }
            String context = "seed " + seed + ", round " + round;
            double first = computed(samples, halfLife, random);
            for (int again = 0; again < 4; again++) {
                Collections.shuffle(samples, random);
                assertThat(computed(samples, halfLife, random)).as(context).isEqualTo(first);
            }
            assertThat(first).as(context).isCloseTo(naive(samples, halfLife), within(1e-12));
        }
    }

    /** Over several states, merged in a random order, directly or through partial rows. */
    private static double computed(List<Sample> samples, long halfLife, Random random) {
        List<EwmaAggregate> states = new ArrayList<>();
        for (int from = 0; from < samples.size(); ) {
            int to = Math.min(samples.size(), from + 1 + random.nextInt(10));
            EwmaAggregate state = new EwmaAggregate(halfLife);
            state.ensureSlots(1);
            add(state, samples.subList(from, to));
            states.add(state);
            from = to;
        }
        while (states.size() > 1) {
            EwmaAggregate from = states.remove(random.nextInt(states.size()));
            EwmaAggregate into = states.get(random.nextInt(states.size()));
            if (random.nextBoolean()) {
                into.merge(0, from, 0);
            } else {
                BatchBuilder partial = new BatchBuilder(new Schema(from.partialFields("p")));
                from.writePartial(0, partial, 0);
                partial.endRow(0);
                into.mergePartials(partial.build(Origin.DERIVED), 0, new int[1]);
            }
        }
        return result(states.get(0));
    }

    private static double naive(List<Sample> samples, long halfLife) {
        long newest = samples.stream().mapToLong(Sample::time).max().orElseThrow();
        double sum = 0;
        double weights = 0;
        for (Sample sample : samples) {
            double weight = Math.pow(2, (double) (sample.time() - newest) / halfLife);
            sum += weight * Objects.requireNonNull(sample.value());
            weights += weight;
        }
        return sum / weights;
    }

    @Test
    void whatIsNotFiniteMakesItNaNAndIsClearedWithTheRest() {
        EwmaAggregate ewma = new EwmaAggregate(10);
        ewma.ensureSlots(1);
        add(ewma, List.of(new Sample(0, 1.0), new Sample(5, Double.POSITIVE_INFINITY)));
        assertThat(result(ewma)).isNaN();
        ewma.clear(0);
        add(ewma, List.of(new Sample(0, Double.MAX_VALUE), new Sample(0, Double.MAX_VALUE)));
        assertThat(result(ewma)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void stateIsBounded() {
        EwmaAggregate ewma = new EwmaAggregate(10);
        ewma.ensureSlots(1);
        for (long time = 0; time < 100_000; time++) {
            add(ewma, List.of(new Sample(time, 1.5)));
        }
        assertThat(ewma.sizeBytes()).isLessThan(20_000);
        assertThat(result(ewma)).isEqualTo(1.5);
    }

    private static void add(Aggregate aggregate, List<Sample> samples) {
        BatchBuilder rows = new BatchBuilder(SCHEMA);
        for (Sample sample : samples) {
            Double value = sample.value();
            if (value != null) {
                rows.putDouble(0, value);
            }
            rows.endRow(sample.time());
        }
        Batch batch = rows.build(Origin.DERIVED);
        aggregate.accumulate(batch, new Column[] {batch.column(0)}, new int[samples.size()]);
    }

    private static double result(Aggregate aggregate) {
        BatchBuilder out = new BatchBuilder(SCHEMA);
        aggregate.lower(0, out, 0);
        out.endRow(0);
        return (Double)
                Objects.requireNonNull(out.build(Origin.DERIVED).column(0).value(0));
    }
}
