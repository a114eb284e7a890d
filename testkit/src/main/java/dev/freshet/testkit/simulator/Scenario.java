package dev.freshet.testkit.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One run: what is read, by how many tasks, and what goes wrong when. The seed decides the rest.
 *
 * @param holding whether sources hold data back, the reference form
 * @param partitions of each source
 * @param records of each partition
 */
public record Scenario(
        long seed,
        boolean holding,
        int partitions,
        int records,
        int keys,
        List<Integer> parallelism,
        int processes,
        int intervalMs,
        List<Fault> faults) {
    private static final int FAULTY_STEPS = 1_500;

    public Scenario {
        parallelism = List.copyOf(parallelism);
        faults = List.copyOf(faults);
    }

    /** The run of a seed. */
    public static Scenario of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> parallelism = new ArrayList<>();
        for (int i = 0; i < Topology.COMPONENTS.size(); i++) {
            parallelism.add(1 + random.nextInt(2));
        }
        List<Fault> faults = new ArrayList<>();
        Fault.Kind[] kinds = Fault.Kind.values();
        for (int left = random.nextInt(9); left > 0; left--) {
            Fault.Kind kind = kinds[random.nextInt(kinds.length)];
            faults.add(new Fault(random.nextInt(FAULTY_STEPS), kind, random.nextInt(1 << 20)));
        }
        faults.sort(Comparator.comparingInt(Fault::step));
        boolean holding = random.nextInt(5) == 0;
        return new Scenario(
                seed,
                holding,
                1 + random.nextInt(2),
                2 + random.nextInt(12),
                1 + random.nextInt(5),
                parallelism,
                1 + random.nextInt(4),
                // Sources that hold back get nowhere if the next barrier is there when an epoch is complete.
                (holding ? 500 : 20) + random.nextInt(150),
                faults);
    }

    Scenario withFaults(List<Fault> fewer) {
        return new Scenario(seed, holding, partitions, records, keys, parallelism, processes, intervalMs, fewer);
    }

    Scenario withRecords(int fewer) {
        return new Scenario(seed, holding, partitions, fewer, keys, parallelism, processes, intervalMs, faults);
    }

    Topology topology() {
        return new Topology(1, parallelism.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The same with other numbers of tasks. */
    static Topology rescaled(Topology before, int choice) {
        int[] tasks = new int[Topology.COMPONENTS.size()];
        Arrays.setAll(tasks, i -> 1 + ((choice >> (2 * i)) & 3) % 3);
        return new Topology(before.shape.submission() + 1, tasks);
    }
}
