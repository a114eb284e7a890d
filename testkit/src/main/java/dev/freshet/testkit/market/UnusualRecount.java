package dev.freshet.testkit.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** Finds unusual minutes again, in the lines of what {@link MarketRecount} counted. */
public final class UnusualRecount {
    private record Point(String end, double value) {}

    private final MarketRecount counted;

    public UnusualRecount(MarketRecount counted) {
        this.counted = counted;
    }

    /** The lines of an exported file in no order, without the header. */
    public List<String> lines(String result) {
        return switch (result) {
            case "volume_anomalies" -> {
                Map<String, List<Point>> points = points("bars_1m", 7);
                points.replaceAll((symbol, of) -> of.stream()
                        .map(point -> new Point(point.end(), StrictMath.log(1 + point.value())))
                        .toList());
                yield found(points, value -> StrictMath.exp(value) - 1);
            }
            case "return_anomalies" -> found(returns(), DoubleUnaryOperator.identity());
            case "spread_anomalies" -> found(points("spread", 7), DoubleUnaryOperator.identity());
            default -> throw new IllegalArgumentException("no result '" + result + "'");
        };
    }

    private Map<String, List<Point>> returns() {
        Map<String, List<Point>> returns = new TreeMap<>();
        points("bars_1m", 6).forEach((symbol, closes) -> {
            List<Point> of = new ArrayList<>();
            for (int i = 1; i < closes.size(); i++) {
                Instant before = Instant.parse(closes.get(i - 1).end());
                if (before.plusSeconds(60).equals(Instant.parse(closes.get(i).end()))) {
                    double ratio = closes.get(i).value() / closes.get(i - 1).value();
                    of.add(new Point(closes.get(i).end(), StrictMath.log(ratio)));
                }
            }
            returns.put(symbol, of);
        });
        return returns;
    }

    private Map<String, List<Point>> points(String result, int column) {
        Map<String, List<Point>> points = new TreeMap<>();
        counted.csv(result)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(cells -> points.computeIfAbsent(cells[2], unused -> new ArrayList<>())
                        .add(new Point(cells[1], Double.parseDouble(cells[column]))));
        return points;
    }

    private static List<String> found(Map<String, List<Point>> points, DoubleUnaryOperator shown) {
        List<String> lines = new ArrayList<>();
        points.forEach((symbol, of) -> {
            double mean = 0;
            double variance = 0;
            for (int i = 0; i < of.size(); i++) {
                double off = i == 0 ? 0 : of.get(i).value() - mean;
                mean = i == 0 ? of.get(i).value() : mean;
                double deviation = Math.sqrt(variance);
                if (i >= 30 && Math.abs(off) > 5 * deviation && deviation > 0) {
                    lines.add(Instant.parse(of.get(i).end()).minusMillis(1) + "," + symbol + ","
                            + of.get(i).end() + ","
                            + shown.applyAsDouble(of.get(i).value()) + ","
                            + shown.applyAsDouble(mean) + "," + Math.abs(off) / deviation);
                }
                if (i >= 30 && deviation > 0 && Math.abs(off) > 3 * deviation) {
                    off = Math.signum(off) * 3 * deviation;
                }
                double share = i < 50 ? 1.0 / (i + 1) : 0.02;
                double moved = mean + share * off;
                variance = (1 - share) * (variance + share * off * off);
                mean = moved;
            }
        });
        return lines;
    }
}
