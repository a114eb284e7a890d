package dev.freshet.testkit.market;

import dev.freshet.testkit.market.Bars.Bar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * Works out again what the market application says of bars of 5 minutes: for each bar from all of its symbol's closes so far, by
 * the definitions, in lists. It shares no code with the engine.
 */
public final class SignalRecount {
    private static final long SIZE_MS = 300_000;

    private final Bars bars;

    public SignalRecount(Tape tape) {
        this.bars = new Bars(tape.trades(), SIZE_MS);
    }

    /**
     * The lines of an exported file in no order, without the header; text and numbers as written, NULL as nothing.
     *
     * @param result {@code ema}, {@code signals}, {@code indicators} or {@code paper}
     */
    public List<String> lines(String result) {
        List<String> lines = new ArrayList<>();
        bars.bySymbol().forEach((symbol, byStart) -> symbol(result, symbol, byStart, lines));
        return lines;
    }

    private static void symbol(String result, String symbol, TreeMap<Long, Bar> byStart, List<String> lines) {
        List<Double> closes = byStart.values().stream().map(Bar::close).toList();
        List<Long> starts = List.copyOf(byStart.keySet());
        List<Double> shorts = fromZero(closes, 38);
        List<Double> longs = fromZero(closes, 100);
        Ledger ledger = new Ledger(10_000, 0.001, 0.0005);
        for (int i = 0; i < closes.size(); i++) {
            String at = Instant.ofEpochMilli(starts.get(i) + SIZE_MS - 1) + "," + symbol + ","
                    + Instant.ofEpochMilli(starts.get(i) + SIZE_MS) + ",";
            double close = closes.get(i);
            String signal = signal(shorts, longs, i);
            switch (result) {
                case "ema" -> lines.add(at + close + "," + shorts.get(i) + "," + longs.get(i));
                case "signals" -> {
                    if (!signal.isEmpty()) {
                        lines.add(at + signal + "," + shorts.get(i) + "," + longs.get(i) + "," + close);
                    }
                }
                case "indicators" -> lines.add(at + close + "," + indicators(closes.subList(0, i + 1)));
                case "paper" -> lines.add(at + close + "," + ledger.bar(close, signal));
                default -> throw new IllegalArgumentException("no result '" + result + "'");
            }
        }
    }

    private static String signal(List<Double> shorts, List<Double> longs, int i) {
        int now = Double.compare(shorts.get(i), longs.get(i));
        int before = i == 0 ? 0 : Double.compare(shorts.get(i - 1), longs.get(i - 1));
        if (now > 0 && before <= 0) {
            return "buy";
        }
        return now < 0 && before >= 0 ? "sell" : "";
    }

    private static List<Double> fromZero(List<Double> closes, int bars) {
        List<Double> averages = new ArrayList<>();
        double average = 0;
        for (double close : closes) {
            average = close * (2.0 / (1 + bars)) + average * (1 - 2.0 / (1 + bars));
            averages.add(average);
        }
        return averages;
    }

    private static String indicators(List<Double> closes) {
        int n = closes.size();
        List<String> cells = new ArrayList<>();
        cells.add(strength(closes));
        List<Double> fast = fromFirst(closes, 2.0 / 13);
        List<Double> slow = fromFirst(closes, 2.0 / 27);
        List<Double> macd = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            macd.add(fast.get(i) - slow.get(i));
        }
        double signal = fromFirst(macd, 2.0 / 10).get(n - 1);
        cells.add(n < 26 ? "" : "" + macd.get(n - 1));
        cells.add(n < 34 ? "" : "" + signal);
        cells.add(n < 34 ? "" : "" + (macd.get(n - 1) - signal));
        if (n < 20) {
            cells.addAll(Collections.nCopies(3, ""));
        } else {
            List<Double> last = closes.subList(n - 20, n);
            double mean = Exact.mean(last);
            double width = 2 * Exact.deviation(last) * Math.sqrt(19.0 / 20);
            cells.addAll(List.of("" + mean, "" + (mean + width), "" + (mean - width)));
        }
        return String.join(",", cells);
    }

    private static String strength(List<Double> closes) {
        List<Double> gains = new ArrayList<>(List.of(0.0));
        List<Double> losses = new ArrayList<>(List.of(0.0));
        for (int i = 1; i < closes.size(); i++) {
            double change = closes.get(i) - closes.get(i - 1);
            gains.add(change > 0 ? change : 0);
            losses.add(change < 0 ? -change : 0);
        }
        double gain = fromFirst(gains, 1.0 / 14).get(closes.size() - 1);
        double loss = fromFirst(losses, 1.0 / 14).get(closes.size() - 1);
        return closes.size() < 15 || gain + loss == 0 ? "" : "" + 100 * gain / (gain + loss);
    }

    private static List<Double> fromFirst(List<Double> values, double weight) {
        List<Double> averages = new ArrayList<>();
        for (double value : values) {
            double before = averages.isEmpty() ? value : averages.get(averages.size() - 1);
            averages.add(weight * value + (1 - weight) * before);
        }
        return averages;
    }
}
