package dev.freshet.topologies.behaviour;

import dev.freshet.spouts.generator.EventGenerator;
import dev.freshet.spouts.generator.RecordWriter;
import dev.freshet.topologies.network.Mix;

/**
 * Flow records as JSON: {@code ts, src, dst, src_port, dst_port, proto, bytes, packets}. Each client asks a few servers of its own, and
 * each answer is a record behind its question; but for what a {@link MischiefPlan} has. Each record is a function of settings and index
 * alone.
 *
 * <p>Times ascend with the index, but for one record in a hundred, which is earlier by at most the bound. One in a thousand
 * is no record.
 */
public final class BehaviourGenerator implements EventGenerator {
    private static final long serialVersionUID = 1L;
    private static final int SERVERS = 40;
    private static final int FAVOURITES = 5;
    private static final int IN_DISORDER_EVERY = 100;
    private static final int MALFORMED_EVERY = 1_000;
    private static final int[] PORTS = {443, 80, 53, 22, 5432};

    private final BehaviourSettings settings;
    private final MischiefPlan plan;

    public BehaviourGenerator(BehaviourSettings settings) {
        this.settings = settings;
        this.plan = new MischiefPlan(settings);
    }

    @Override
    public void event(long index, RecordWriter to) {
        long baseMs = settings.timeMs(index);
        long fate = Mix.of(settings.seed(), index, 61) >>> 1;
        boolean inDisorder = fate % IN_DISORDER_EVERY == 0;
        to.ascii("{\"ts\":").number(inDisorder ? baseMs - 1 - (fate >>> 20) % settings.boundMs() : baseMs);
        if (fate % MALFORMED_EVERY == 1) {
            to.ascii(",\"src\":\"10.0.0.1\"}");
            return;
        }
        long question = index - index % 2;
        long askedMs = settings.timeMs(question);
        long bits = Mix.of(settings.seed(), question, 62) >>> 1;
        long hour = plan.hour(askedMs);
        if (plan.scans(askedMs) && bits % 4 == 0) {
            long own = Mix.of(settings.seed(), index, 63) >>> 1;
            String target = "10.1." + own % 16 + "." + (1 + (own >>> 8) % 250);
            flow(
                    MischiefPlan.client(plan.scanner(hour)),
                    target,
                    40_000 + own % 20_000,
                    1 + (own >>> 20) % 1_024,
                    60,
                    1,
                    to);
        } else if (beats(question, askedMs)) {
            exchange(index, plan.beaconer(hour), "198.51.100.7", 8_443, 300, 200, bits, to);
        } else if (plan.scannerLeaks(askedMs) && bits % 16 == 0) {
            exchange(index, plan.scanner(hour), "203.0.113.9", 443, 4_000_000, 2_000, bits, to);
        } else if (plan.beaconerLeaks(askedMs) && bits % 16 == 0) {
            exchange(index, plan.beaconer(hour), "198.51.100.7", 443, 4_000_000, 2_000, bits, to);
        } else {
            int client = (int) ((bits >>> 8) % settings.clients());
            long favourite = Mix.of(settings.seed() + client, (bits >>> 32) % FAVOURITES, 64) >>> 1;
            String server = "10.1.200." + (1 + favourite % SERVERS);
            int port = PORTS[(int) ((favourite >>> 8) % PORTS.length)];
            exchange(index, client, server, port, 200 + (bits >>> 40) % 1_800, 500 + (bits >>> 44) % 60_000, bits, to);
        }
    }

    /** Whether a question is the first behind a beat of the beacon. */
    private boolean beats(long question, long askedMs) {
        return plan.beacons(askedMs)
                && question >= 2
                && Math.floorDiv(settings.timeMs(question - 2) - settings.startMs(), MischiefPlan.BEAT_MS)
                        != Math.floorDiv(askedMs - settings.startMs(), MischiefPlan.BEAT_MS);
    }

    /** The question where the index is even, else its answer. */
    private static void exchange(
            long index, int client, String server, int port, long asked, long answered, long bits, RecordWriter to) {
        String from = MischiefPlan.client(client);
        long own = 32_768 + (bits >>> 16) % 28_000;
        if (index % 2 == 0) {
            flow(from, server, own, port, asked, 1 + asked / 1_000, to);
        } else {
            flow(server, from, port, own, answered, 1 + answered / 1_000, to);
        }
    }

    private static void flow(
            String src, String dst, long srcPort, long dstPort, long bytes, long packets, RecordWriter to) {
        to.ascii(",\"src\":\"").ascii(src).ascii("\",\"dst\":\"").ascii(dst);
        to.ascii("\",\"src_port\":").number(srcPort).ascii(",\"dst_port\":").number(dstPort);
        to.ascii(",\"proto\":\"tcp\",\"bytes\":")
                .number(bytes)
                .ascii(",\"packets\":")
                .number(packets)
                .put('}');
    }
}
