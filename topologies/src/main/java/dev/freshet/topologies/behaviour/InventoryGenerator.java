package dev.freshet.topologies.behaviour;

import dev.freshet.spouts.generator.EventGenerator;
import dev.freshet.spouts.generator.RecordWriter;
import dev.freshet.topologies.network.Mix;

/**
 * An inventory as JSON: {@code ts, prefix, owner, site}, of addresses of a {@link BehaviourGenerator} and of their prefixes. The first
 * records are of the time before the first flow; then at each time one is told again, mostly as it was, at times with another owner, at times
 * as nobody's. Each record is a function of settings and index alone.
 */
public final class InventoryGenerator implements EventGenerator {
    private static final long serialVersionUID = 1L;
    private static final int PREFIXES = 64;
    private static final String[] SITES = {"north", "south", "west"};

    private final BehaviourSettings settings;

    public InventoryGenerator(BehaviourSettings settings) {
        this.settings = settings;
    }

    @Override
    public void event(long index, RecordWriter to) {
        long bits = Mix.of(settings.seed(), index, 81) >>> 1;
        int number = (int) (index < PREFIXES ? index : bits % PREFIXES);
        boolean isChanged = index >= PREFIXES && (bits >>> 8) % 200 == 0;
        long owner = isChanged ? bits >>> 20 : number;
        to.ascii("{\"ts\":").number(index < PREFIXES ? settings.startMs() - 1_000 : settings.timeMs(index));
        to.ascii(",\"prefix\":\"").ascii(prefix(number));
        if (isChanged && (bits >>> 16) % 4 == 0) {
            to.ascii("\",\"owner\":null,\"site\":null}");
            return;
        }
        to.ascii("\",\"owner\":\"team").number(1 + owner % 7).ascii("\",\"site\":\"");
        to.ascii(SITES[(int) (owner % SITES.length)]).ascii("\"}");
    }

    /** A network, some of its subnets, and some addresses. */
    private static String prefix(int number) {
        if (number == 0) {
            return "10.0.0.0/16";
        }
        return number < 8
                ? (number < 4 ? "10.0." : "10.1.") + (number < 4 ? number - 1 : 196 + number) + ".0/24"
                : MischiefPlan.client(7 * (number - 8));
    }
}
