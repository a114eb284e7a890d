package dev.freshet.storm.epoch;

import dev.freshet.core.snapshot.SectionBytes;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a host keeps beside its operator's state.
 *
 * @param watermarkMs how far event time has come for the operator, epoch ms
 * @param counts of the task
 */
public record HostState(long watermarkMs, Map<String, Long> counts) {
    private static final int VERSION = 1;

    /** At the beginning of everything. */
    public static final HostState NONE = new HostState(Long.MIN_VALUE, Map.of());

    public HostState {
        counts = Map.copyOf(counts);
    }

    public void write(SectionBytes to) {
        StateOutput out = new StateOutput();
        out.putLong(watermarkMs);
        out.putUnsigned(counts.size());
        new TreeMap<>(counts).forEach((name, count) -> {
            out.putText(name);
            out.putLong(count);
        });
        out.section(to, SectionBytes.HOST, VERSION);
    }

    /**
     * What one of so many tasks goes on with: the farthest watermark, and its share of the counts, so that their sums stay.
     *
     * @param index of the task
     */
    public static HostState read(EpochBase base, int index, int tasks) {
        long[] watermark = {Long.MIN_VALUE};
        Map<String, Long> counts = new TreeMap<>();
        base.forHosts((task, version, bytes, from, to) -> {
            if (version != VERSION) {
                throw new IllegalStateException(
                        "a host's state of version " + version + " cannot be read (this is version " + VERSION + ")");
            }
            StateInput in = new StateInput(bytes, from, to);
            watermark[0] = Math.max(watermark[0], in.getLong());
            boolean own = task.index() % tasks == index;
            for (long left = in.getUnsigned(); left > 0; left--) {
                String name = in.getText();
                long count = in.getLong();
                if (own) {
                    counts.merge(name, count, Long::sum);
                }
            }
        });
        return new HostState(watermark[0], counts);
    }
}
