package dev.freshet.topologies.network;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freshet.spouts.generator.EventGenerator;
import dev.freshet.spouts.generator.RecordWriter;
import org.jspecify.annotations.Nullable;

/**
 * Flow records as a router would export them, as JSON: few hosts talk much and many little, services answer on their usual
 * ports, load follows the hour, now and then a host scans or sends a burst, some records are late and some broken.
 *
 * <p>Every record is a function of the settings and its index. Out of order means older than those before it, but by less
 * than the input's bound, so that no such record is late however the indexes are shared out among tasks.
 */
public final class FlowGenerator implements EventGenerator {
    private static final long serialVersionUID = 1L;

    private static final long SLOT_MS = 20_000;
    private static final double SCANNED_SLOTS = 0.25;
    private static final double SCAN_SHARE = 0.04;
    private static final double BURST_SLOTS = 0.2;
    private static final double BURST_SHARE = 0.1;
    private static final long TOO_LATE_MS = 120_000;
    private static final long SLOT_SALT = 0x5CA1AB1EL;

    private static final byte[] TS = "{\"ts\":".getBytes(US_ASCII);
    private static final byte[] SRC = ",\"src\":\"".getBytes(US_ASCII);
    private static final byte[] DST = "\",\"dst\":\"".getBytes(US_ASCII);
    private static final byte[] SRC_PORT = "\",\"src_port\":".getBytes(US_ASCII);
    private static final byte[] DST_PORT = ",\"dst_port\":".getBytes(US_ASCII);
    private static final byte[] PROTO = ",\"proto\":\"".getBytes(US_ASCII);
    private static final byte[] BYTES = "\",\"bytes\":".getBytes(US_ASCII);
    private static final byte[] PACKETS = ",\"packets\":".getBytes(US_ASCII);
    private static final byte[] FLAGS = ",\"flags\":\"".getBytes(US_ASCII);
    private static final byte[] DEVICE = "\",\"device\":\"edge-".getBytes(US_ASCII);
    private static final byte[] END = "\"}".getBytes(US_ASCII);

    private static final int[] SERVICES = {443, 443, 443, 443, 443, 443, 80, 80, 53, 53, 53, 22, 25, 123, 3306, 8080};

    private final FlowGeneratorSpec spec;
    private transient @Nullable State state;

    public FlowGenerator(FlowGeneratorSpec spec) {
        this.spec = spec;
    }

    /** What is computed once per copy; used by one thread. */
    private static final class State {
        final Draw draw = new Draw();
        final Draw slotDraw = new Draw();
        final Hosts hosts;
        final DiurnalTime time;
        long slot = Long.MIN_VALUE;
        int scanner = -1;
        int burster = -1;

        State(FlowGeneratorSpec spec) {
            hosts = new Hosts(spec.hosts());
            time = new DiurnalTime(spec.rate(), spec.startMs());
        }

        /** Who scans and who bursts in the slot of a moment. */
        void enter(long slotOfEvent, long seed) {
            if (slotOfEvent != slot) {
                slot = slotOfEvent;
                slotDraw.at(seed ^ SLOT_SALT, slotOfEvent);
                scanner = slotDraw.share() < SCANNED_SLOTS ? slotDraw.below(hosts.count()) : -1;
                burster = slotDraw.share() < BURST_SLOTS ? slotDraw.below(hosts.count()) : -1;
            }
        }
    }

    @Override
    public void event(long index, RecordWriter to) {
        State current = state;
        if (current == null) {
            current = new State(spec);
            state = current;
        }
        long happenedMs = current.time.eventTimeMs(index);
        current.enter(Math.floorDiv(happenedMs, SLOT_MS), spec.seed());
        Draw draw = current.draw.at(spec.seed(), index);
        long eventTimeMs = happenedMs - delayMs(draw);
        double fate = draw.share();
        write(current, draw, eventTimeMs, index, to);
        if (fate < spec.malformedShare()) {
            Malformed.of(draw).spoil(to, eventTimeMs, draw);
        }
    }

    private long delayMs(Draw draw) {
        double order = draw.share();
        if (order < spec.tooLateShare()) {
            return spec.outOfOrderBoundMs() + TOO_LATE_MS + draw.below((int) TOO_LATE_MS);
        }
        if (order < spec.tooLateShare() + spec.outOfOrderShare()) {
            return (long) (draw.share() * 0.9 * spec.outOfOrderBoundMs());
        }
        return 0;
    }

    private static void write(State state, Draw draw, long eventTimeMs, long index, RecordWriter to) {
        Hosts hosts = state.hosts;
        int src = draw.zipf(hosts.count());
        int dst = (int) ((draw.zipf(hosts.count()) * 7L + 3) % hosts.count());
        int srcPort = 1024 + draw.below(64_512);
        int dstPort = SERVICES[draw.below(SERVICES.length)];
        long packets = 1 + draw.zipf(2_000);
        long bytes = packets * (64 + draw.below(1_400));
        String proto = dstPort == 53 || dstPort == 123 ? "udp" : "tcp";
        String flags = proto.equals("tcp") ? "SAF" : "";
        double special = draw.share();
        if (state.scanner >= 0 && special < SCAN_SHARE) {
            src = state.scanner;
            dst = draw.below(hosts.count());
            dstPort = 1 + (int) (index % 65_535);
            packets = 1;
            bytes = 60;
            proto = "tcp";
            flags = "S";
        } else if (state.burster >= 0 && special > 1 - BURST_SHARE) {
            src = state.burster;
            packets *= 8;
            bytes *= 10;
        } else if (special > 0.5 && special < 0.51) {
            proto = "icmp";
            flags = "";
            srcPort = 0;
            dstPort = 0;
        }
        to.put(TS).number(eventTimeMs);
        to.put(SRC).put(hosts.address(src)).put(DST).put(hosts.address(dst));
        to.put(SRC_PORT).number(srcPort).put(DST_PORT).number(dstPort);
        to.put(PROTO).ascii(proto).put(BYTES).number(bytes).put(PACKETS).number(packets);
        to.put(FLAGS).ascii(flags).put(DEVICE).number(src % 8).put(END);
    }
}
