package dev.freshet.testkit.links;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code faults} and {@code link_health}: all samples in lists, and every question asked of the whole lists again. */
public final class LinkFaultRecount {
    private static final int IN = 0;
    private static final int OUT = 1;

    private final List<String> faults = new ArrayList<>();
    private final List<String> health = new ArrayList<>();

    public LinkFaultRecount(List<LinkSample> samples) {
        Map<String, List<LinkSample>> devices = new TreeMap<>();
        samples.forEach(sample -> devices.computeIfAbsent(sample.device(), unused -> new ArrayList<>())
                .add(sample));
        devices.forEach(this::device);
    }

    public List<String> faults() {
        return faults;
    }

    public List<String> health() {
        return health;
    }

    private void device(String device, List<LinkSample> unordered) {
        TreeMap<String, Port> ports = new TreeMap<>();
        List<LinkSample> samples = unordered.stream()
                .sorted(Comparator.comparingLong(LinkSample::ts))
                .toList();
        for (int i = 0; i < samples.size(); i++) {
            LinkSample sample = samples.get(i);
            ports.computeIfAbsent(sample.name(), name -> new Port(device, name, ports))
                    .sample(sample);
            if (i + 1 == samples.size() || samples.get(i + 1).minute() != sample.minute()) {
                minute(sample.minute() * 60_000, ports);
            }
        }
    }

    private static void minute(long startMs, TreeMap<String, Port> ports) {
        List<Port> telling = ports.values().stream().filter(Port::tells).toList();
        double[] ratios = telling.stream().mapToDouble(Port::ratio).toArray();
        double ratio = ratios.length < 3 ? 1 : Lists.middle(ratios);
        Port loser = telling.stream()
                .filter(port -> port.loss() > 0)
                .max(Comparator.comparingDouble(Port::loss).thenComparing(port -> port.name, Comparator.reverseOrder()))
                .orElse(null);
        ports.values().stream().filter(port -> !port.now.isEmpty()).forEach(port -> port.minute(startMs, ratio, loser));
    }

    private final class Port {
        private final String device;
        private final String name;
        private final TreeMap<String, Port> ports;
        private final List<LinkSample> all = new ArrayList<>();
        private final List<LinkSample> now = new ArrayList<>();
        private final List<double[]> kept = new ArrayList<>();
        private final List<List<Boolean>> falls = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<List<Boolean>> alone = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<Boolean> gone = new ArrayList<>();
        private final List<Boolean> back = new ArrayList<>();
        private final List<Boolean> other = new ArrayList<>();
        private final List<Boolean> fine = new ArrayList<>();
        private final List<Long> dips = new ArrayList<>();
        private final double[] peak = new double[2];
        private final double[] before = {Double.MAX_VALUE, Double.MAX_VALUE};
        private final int[] lows = new int[2];
        private double speed;
        private @Nullable Long down;
        private @Nullable Long flap;
        private @Nullable Long lopsided;
        private @Nullable Long degraded;
        private int side;
        private boolean low;
        private int lossy;
        private int held;

        Port(String device, String name, TreeMap<String, Port> ports) {
            this.device = device;
            this.name = name;
            this.ports = ports;
        }

        private double usual(int way) {
            return kept.size() < 5
                    ? peak[way]
                    : Lists.middle(
                            lately().stream().mapToDouble(mean -> mean[way]).toArray());
        }

        private List<double[]> lately() {
            return kept.subList(Math.max(0, kept.size() - 15), kept.size());
        }

        private double floor(int way) {
            double usual = usual(way);
            double distance = Lists.middle(lately().stream()
                    .mapToDouble(mean -> Math.abs(mean[way] - usual))
                    .toArray());
            return Math.min(0.8 * usual, usual - 5 * 1.4826 * distance);
        }

        private boolean carries(int way) {
            return usual(way) > 0 && usual(way) >= 1e-4 * speed;
        }

        private boolean matters(int way) {
            return kept.size() >= 15 && usual(way) >= 0.01 * speed;
        }

        private double value(int way) {
            LinkSample last = all.get(all.size() - 1);
            return way == IN ? last.in() : last.out();
        }

        private double mean(int way) {
            return now.stream()
                            .mapToDouble(way == IN ? LinkSample::in : LinkSample::out)
                            .sum()
                    / now.size();
        }

        private double lostShare() {
            double sent = 60
                    * now.stream()
                            .mapToDouble(s -> s.inPackets() + s.outPackets())
                            .sum()
                    / now.size();
            double lost = now.stream().mapToDouble(s -> s.errors() + s.drops()).sum();
            return sent > 0 ? lost / sent : lost > 0 ? 1 : 0;
        }

        void sample(LinkSample sample) {
            long ts = sample.ts();
            all.add(sample);
            now.add(sample);
            speed = sample.speed() > 0 ? sample.speed() : speed;
            for (int way : new int[] {IN, OUT}) {
                peak[way] = Math.max(peak[way], value(way));
                falls.get(way).add(carries(way) && value(way) < 0.8 * Math.min(before[way], usual(way)));
                low |= kept.size() >= 15 && carries(way) && value(way) < floor(way);
            }
            boolean in = carries(IN);
            boolean out = carries(OUT);
            gone.add((in || out) && (!in || is(IN, 0.1)) && (!out || is(OUT, 0.1)));
            if (Lists.run(gone) == 1) {
                dips.add(ts);
                int third = dips.size() - 3;
                if (third >= 0 && flap == null && dips.get(third) > ts - 600_000) {
                    flap = dips.get(third);
                    tell(ts, "flap", "begin", flap, null, "3 falls within 10 minutes", "");
                }
            }
            if (Lists.run(gone) == 2 && down == null) {
                down = Math.min(fallOf(IN, ts), fallOf(OUT, ts));
                back.clear();
                tell(ts, "down", "begin", down, null, levels(value(IN), value(OUT)), peers());
            }
            back.add(in && !is(IN, 0.5) || out && !is(OUT, 0.5));
            if (down != null && Lists.run(back) == 2) {
                down = ended(ts, "down", down);
            }
            boolean both = carries(IN) && carries(OUT);
            alone.get(IN).add(both && is(IN, 0.1) && !is(OUT, 0.5));
            alone.get(OUT).add(both && is(OUT, 0.1) && !is(IN, 0.5));
            for (int way : new int[] {IN, OUT}) {
                if (lopsided == null && Lists.run(alone.get(way)) == 3) {
                    side = way;
                    lopsided = fallOf(way, ts);
                    other.clear();
                    tell(ts, "asymmetric", "begin", lopsided, null, levels(value(IN), value(OUT)), peers());
                }
            }
            other.add(!is(side, 0.5));
            if (lopsided != null && Lists.run(other) == 2) {
                lopsided = ended(ts, "asymmetric", lopsided);
            }
        }

        private @Nullable Long ended(long ts, String fault, long since) {
            long until = all.get(all.size() - 2).ts();
            tell(ts, fault, "end", since, until, levels(value(IN), value(OUT)), null);
            if (until - since >= 900_000) {
                forget(value(IN), value(OUT));
            }
            return null;
        }

        private void forget(double in, double out) {
            kept.clear();
            peak[IN] = in;
            peak[OUT] = out;
        }

        private boolean is(int way, double share) {
            return value(way) < share * usual(way);
        }

        private long fallOf(int way, long ts) {
            int length = Lists.run(falls.get(way));
            return length == 0 ? ts : all.get(all.size() - length).ts();
        }

        boolean tells() {
            return !now.isEmpty() && down == null && lopsided == null && (matters(IN) || matters(OUT));
        }

        double ratio() {
            return IntStream.of(IN, OUT)
                    .filter(this::matters)
                    .mapToDouble(way -> mean(way) / usual(way))
                    .min()
                    .orElseThrow();
        }

        private boolean lowMean(int way) {
            return tells() && matters(way) && mean(way) < floor(way);
        }

        double loss() {
            return IntStream.of(IN, OUT)
                    .filter(this::lowMean)
                    .mapToDouble(way -> usual(way) - mean(way))
                    .max()
                    .orElse(0);
        }

        void minute(long startMs, double ratio, @Nullable Port loser) {
            long ts = startMs + 59_999;
            double share = lostShare();
            for (int way : new int[] {IN, OUT}) {
                boolean counts = lowMean(way) && (mean(way) / usual(way) < 0.9 * ratio || loser == this);
                lows[way] = counts ? lows[way] + 1 : 0;
            }
            int longest = Math.max(lows[IN], lows[OUT]);
            lossy = share >= 0.001 ? lossy + 1 : 0;
            String losses = "lost " + Math.round(share * 1_000_000) + " of a million packets";
            if (degraded != null) {
                fine.add(share < 0.001
                        && IntStream.of(IN, OUT).noneMatch(way -> matters(way) && mean(way) < 0.9 * usual(way)));
                if (Lists.run(fine) == 2) {
                    tell(
                            ts,
                            "degraded",
                            "end",
                            degraded,
                            startMs - 60_000,
                            levels(mean(IN), mean(OUT)) + " " + losses,
                            null);
                    degraded = null;
                }
            } else if (lossy >= 2 || longest >= 2) {
                degraded = startMs - 60_000L * ((lossy >= 2 ? lossy : longest) - 1);
                fine.clear();
                tell(
                        ts,
                        "degraded",
                        "begin",
                        degraded,
                        null,
                        lossy >= 2 ? losses : levels(mean(IN), mean(OUT)),
                        peers());
            }
            if (flap != null && dips.get(dips.size() - 1) <= startMs + 60_000 - 600_000) {
                tell(ts, "flap", "end", flap, dips.get(dips.size() - 1), "no fall within 10 minutes", null);
                flap = null;
            }
            learn(startMs, share);
            health.add(Instant.ofEpochMilli(startMs) + "," + Instant.ofEpochMilli(startMs + 60_000) + "," + device + ","
                    + name + "," + score(share));
            for (int way : new int[] {IN, OUT}) {
                if (Lists.run(falls.get(way)) == 0 || fallOf(way, 0) < startMs - 240_000) {
                    falls.get(way).clear();
                    before[way] = mean(way);
                }
            }
            now.clear();
            low = false;
        }

        private void learn(long startMs, double share) {
            if (down != null || lopsided != null || flap != null) {
                return;
            }
            held = low ? held + 1 : 0;
            if (!low) {
                kept.add(new double[] {mean(IN), mean(OUT)});
            } else if (held >= 30) {
                held = 0;
                forget(mean(IN), mean(OUT));
                if (degraded != null && share < 0.001) {
                    tell(startMs + 59_999, "degraded", "end", degraded, startMs + 60_000, "taken as usual", null);
                    degraded = null;
                }
            }
        }

        private String score(double share) {
            if (down != null) {
                return "0.0,down";
            }
            TreeMap<Double, String> worst = new TreeMap<>();
            worst.put(1.0, "ok");
            double used = speed > 0 ? Math.max(mean(IN), mean(OUT)) / speed : 0;
            if (used > 0.8) {
                worst.put(Math.max(0, 1 - (used - 0.8) / (1 - 0.8) / 2), "busy");
            }
            for (int way : new int[] {OUT, IN}) {
                if (matters(way) && mean(way) < floor(way)) {
                    worst.put(mean(way) / usual(way), "less traffic");
                }
            }
            if (share >= 0.0001) {
                worst.put(1 - Math.min(1, share / 0.01), "losses");
            }
            if (flap != null) {
                worst.put(0.5, "flap");
            }
            if (lopsided != null) {
                worst.put(0.3, "asymmetric");
            }
            return worst.firstKey() + "," + worst.firstEntry().getValue();
        }

        private String levels(double in, double out) {
            return "in " + Math.round(usual(IN)) + " to " + Math.round(in) + " out " + Math.round(usual(OUT)) + " to "
                    + Math.round(out) + " b/s";
        }

        private double change() {
            double usual = usual(IN) + usual(OUT);
            int n = all.size();
            if (down != null || kept.size() < 5 || n < 3 || usual < 0.01 * speed || usual <= 0) {
                return 0;
            }
            return all.subList(n - 3, n).stream()
                                    .mapToDouble(s -> s.in() + s.out())
                                    .sum()
                            / 3
                            / usual
                    - 1;
        }

        private String peers() {
            return String.join(
                    " ",
                    ports.values().stream()
                            .filter(port -> port != this && Math.abs(port.change()) >= 0.05)
                            .sorted(Comparator.comparingDouble((Port port) -> -Math.abs(port.change()))
                                    .thenComparing(port -> port.name))
                            .limit(20)
                            .map(port -> port.name + (port.change() > 0 ? " +" : " ") + Math.round(100 * port.change())
                                    + "%")
                            .toList());
        }

        private void tell(
                long ts,
                String fault,
                String state,
                long since,
                @Nullable Long until,
                String evidence,
                @Nullable String peers) {
            faults.add(String.join(
                    ",",
                    "" + Instant.ofEpochMilli(ts),
                    device,
                    name,
                    fault,
                    state,
                    "" + Instant.ofEpochMilli(since),
                    until == null ? "" : "" + Instant.ofEpochMilli(until),
                    evidence,
                    peers == null || fault.equals("flap") ? "" : peers.isEmpty() ? "\"\"" : peers));
        }
    }
}
