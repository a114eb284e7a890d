package dev.freshet.topologies.network;

import dev.freshet.spouts.generator.EventGenerator;
import dev.freshet.spouts.generator.RecordWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Flow records as JSON: {@code ts, src, dst, src_port, dst_port, proto, bytes, packets, flags, device}. Hosts are chosen by
 * a Zipf law, load follows the hour, services are at their usual ports, one host in some minutes scans ports, and another
 * sends a burst. Each record is a function of settings and index alone.
 *
 * <p>Time: records of ascending index have ascending times, but for the share that is out of order: those are earlier by at
 * most the bound, so that none is late, however the indexes are split over tasks in ascending order. The share that is too
 * late is earlier by the bound and more than a minute besides.
 */
public final class FlowGenerator implements EventGenerator {
    private static final long serialVersionUID = 1L;
    private static final long MINUTE_MS = 60_000;
    private static final long SCAN_EVERY_MINUTES = 7;
    private static final long BURST_EVERY_MINUTES = 5;
    private static final int SCAN_SHARE = 20;
    private static final int BURST_SHARE = 6;

    private final FlowSettings settings;
    private transient @Nullable Tables tables;

    public FlowGenerator(FlowSettings settings) {
        this.settings = settings;
    }

    /** What becomes of a record. */
    public enum Fate {
        IN_ORDER,
        OUT_OF_ORDER,
        TOO_LATE,
        MALFORMED
    }

    /** What becomes of the record of an index. */
    public Fate fate(long index) {
        double draw = unit(Mix.of(settings.seed(), index, 1));
        if (draw < settings.malformed()) {
            return Fate.MALFORMED;
        }
        if (draw < settings.malformed() + settings.tooLate()) {
            return Fate.TOO_LATE;
        }
        return draw < settings.malformed() + settings.tooLate() + settings.outOfOrder()
                ? Fate.OUT_OF_ORDER
                : Fate.IN_ORDER;
    }

    @Override
    public void event(long index, RecordWriter to) {
        Tables have = tables();
        Fate fate = fate(index);
        long baseMs = have.timeMs(index);
        if (fate == Fate.MALFORMED) {
            MalformedFlow.write(
                    Mix.of(settings.seed(), index, 2), baseMs, to, () -> record(index, baseMs, baseMs, have, to));
            return;
        }
        long timeMs = baseMs - delayMs(index, fate);
        record(index, timeMs, baseMs, have, to);
    }

    private long delayMs(long index, Fate fate) {
        long draw = Mix.of(settings.seed(), index, 3) >>> 1;
        return switch (fate) {
            case OUT_OF_ORDER -> 1 + draw % settings.boundMs();
            case TOO_LATE -> settings.boundMs() + 2 * MINUTE_MS + draw % MINUTE_MS;
            default -> 0;
        };
    }

    private void record(long index, long timeMs, long baseMs, Tables have, RecordWriter to) {
        long r = Mix.of(settings.seed(), index, 4);
        long minute = Math.floorDiv(baseMs, MINUTE_MS);
        boolean scan = minute % SCAN_EVERY_MINUTES == 0 && (r & 0x3ff) < SCAN_SHARE;
        boolean burst = !scan && minute % BURST_EVERY_MINUTES == 0 && (r & 0x7f) < BURST_SHARE;
        long r2 = Mix.of(settings.seed(), index, 5);
        long r3 = Mix.of(settings.seed(), index, 6);
        int src = scan || burst ? (int) ((Mix.of(settings.seed(), minute, 7) >>> 1) % settings.hosts()) : have.host(r2);
        int dst = scan ? (int) ((r3 >>> 1) % settings.hosts()) : have.host(r3);
        if (dst == src) {
            dst = (dst + 1) % settings.hosts();
        }
        int service = have.service(r >>> 12);
        int port = scan ? 1 + (int) ((r3 >>> 20) % 1024) : have.port(service);
        int proto = scan ? 0 : have.proto(service);
        long packets = scan ? 1 : 1 + ((r2 >>> 40) & 0x1f) * (burst ? 64 : 1);
        long bytes = scan ? 40 : packets * (64 + ((r3 >>> 44) & 0x3ff));
        to.put(Tables.TS).number(timeMs);
        to.put(Tables.SRC).put(have.addressOf(src));
        to.put(Tables.DST).put(have.addressOf(dst));
        to.put(Tables.SRC_PORT).number(1024 + ((r >>> 24) & 0xffff) % 64512);
        to.put(Tables.DST_PORT).number(port);
        to.put(Tables.PROTO).put(Tables.PROTOCOLS[proto]);
        to.put(Tables.BYTES).number(bytes);
        to.put(Tables.PACKETS).number(packets);
        if (proto == 0) {
            to.put(Tables.FLAGS)
                    .put(scan ? Tables.SYN : Tables.TCP_FLAGS[(int) ((r >>> 42) & 3)])
                    .put(Tables.END_FLAGS);
        } else {
            to.put(Tables.NO_FLAGS);
        }
        to.put(Tables.DEVICE).number(1 + Math.floorMod(src, 12)).put(Tables.END);
    }

    private Tables tables() {
        Tables have = tables;
        if (have == null) {
            have = new Tables(settings);
            tables = have;
        }
        return have;
    }

    private static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** What is computed once. */
    private static final class Tables {
        static final byte[] TS = ascii("{\"ts\":");
        static final byte[] SRC = ascii(",\"src\":\"");
        static final byte[] DST = ascii("\",\"dst\":\"");
        static final byte[] SRC_PORT = ascii("\",\"src_port\":");
        static final byte[] DST_PORT = ascii(",\"dst_port\":");
        static final byte[] PROTO = ascii(",\"proto\":\"");
        static final byte[] BYTES = ascii("\",\"bytes\":");
        static final byte[] PACKETS = ascii(",\"packets\":");
        static final byte[] FLAGS = ascii(",\"flags\":\"");
        static final byte[] END_FLAGS = ascii("\"");
        static final byte[] NO_FLAGS = ascii(",\"flags\":null");
        static final byte[] DEVICE = ascii(",\"device\":\"gw-");
        static final byte[] END = ascii("\"}");
        static final byte[] SYN = ascii("S");
        static final byte[][] TCP_FLAGS = {ascii("SAF"), ascii("SAPF"), ascii("SA"), ascii("SAR")};
        static final byte[][] PROTOCOLS = {ascii("tcp"), ascii("udp"), ascii("icmp")};
        private static final int[] PORTS = {443, 80, 53, 22, 25, 123, 3306, 5432, 8080, 0};
        private static final int[] PROTO_OF = {0, 0, 1, 0, 0, 1, 0, 0, 0, 2};
        private static final int[] WEIGHTS = {420, 190, 210, 40, 30, 40, 20, 20, 24, 30};
        private static final int SLOTS = 1 << 16;
        private static final int IPV6_EVERY = 16;

        private final DayCurve curve = new DayCurve();
        private final int[] hostOf = new int[SLOTS];
        private final byte[] serviceOf = new byte[1024];
        private final byte[][] addresses;
        private final double perDay;
        private final long dayStartMs;
        private final double firstOfDay;
        private double lastDay = -1;
        private double dayBase;

        Tables(FlowSettings settings) {
            addresses = new byte[settings.hosts()][];
            for (int host = 0; host < addresses.length; host++) {
                addresses[host] = ascii(address(host));
            }
            zipf(settings.hosts());
            int slot = 0;
            for (int service = 0; service < WEIGHTS.length; service++) {
                for (int i = 0; i < WEIGHTS[service]; i++) {
                    serviceOf[slot++] = (byte) service;
                }
            }
            perDay = settings.perSecond() * 86_400;
            dayStartMs = Math.floorDiv(settings.startMs(), DayCurve.DAY_MS) * DayCurve.DAY_MS;
            firstOfDay = DayCurve.share((double) (settings.startMs() - dayStartMs) / DayCurve.DAY_MS) * perDay;
        }

        /** Ascends with the index. */
        long timeMs(long index) {
            double nth = firstOfDay + index;
            double day = Math.floor(nth / perDay);
            if (day != lastDay) {
                lastDay = day;
                dayBase = day * perDay;
            }
            double share = Math.min(1, Math.max(0, (nth - dayBase) / perDay));
            return dayStartMs + (long) day * DayCurve.DAY_MS + (long) (curve.ofDay(share) * DayCurve.DAY_MS);
        }

        int host(long bits) {
            int slot = (int) (bits >>> 48);
            int host = hostOf[slot];
            return host >= 0 ? host : (int) ((bits & 0xffff_ffffL) % addresses.length);
        }

        int service(long bits) {
            return serviceOf[(int) (bits & 1023)];
        }

        int port(int service) {
            return PORTS[service];
        }

        int proto(int service) {
            return PROTO_OF[service];
        }

        byte[] addressOf(int host) {
            return addresses[host];
        }

        /** Host k has a share in proportion to 1 / (k + 1); shares below a slot are drawn evenly among all hosts. */
        private void zipf(int hosts) {
            double norm = 0;
            for (int k = 0; k < hosts; k++) {
                norm += 1.0 / (k + 1);
            }
            double reached = 0;
            int slot = 0;
            for (int k = 0; k < hosts; k++) {
                reached += 1.0 / (k + 1) / norm;
                int end = (int) (reached * SLOTS);
                if (end == slot && 1.0 / (k + 1) / norm * SLOTS < 1) {
                    break;
                }
                while (slot < end) {
                    hostOf[slot++] = k;
                }
            }
            while (slot < SLOTS) {
                hostOf[slot++] = -1;
            }
        }

        private static String address(int host) {
            return host % IPV6_EVERY == IPV6_EVERY - 1
                    ? "2001:db8:" + Integer.toHexString(1 + (host >>> 12)) + ":"
                            + Integer.toHexString(1 + (host >>> 6 & 63)) + "::" + Integer.toHexString(1 + host)
                    : "10." + (host >>> 16 & 255) + "." + (host >>> 5 & 255) + "." + (1 + (host & 31) * 7);
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
