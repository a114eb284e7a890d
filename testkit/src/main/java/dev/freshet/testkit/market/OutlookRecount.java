package dev.freshet.testkit.market;

import dev.freshet.testkit.market.Bars.Bar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Forecasts and trends of bars of 5 minutes again: for each bar from all of its symbol's bars so far, by the definitions. */
public final class OutlookRecount {
    private static final long SIZE_MS = 300_000;
    private static final int[] HORIZONS = {1, 3, 6, 12};

    private final Bars bars;

    public OutlookRecount(Tape tape) {
        this.bars = new Bars(tape.trades(), SIZE_MS);
    }

    /**
     * The lines of an exported file in no order, without the header.
     *
     * @param result {@code forecast} or {@code trend}
     */
    public List<String> lines(String result) {
        List<String> lines = new ArrayList<>();
        bars.bySymbol().forEach((symbol, byStart) -> {
            if (result.equals("forecast")) {
                forecasts(symbol, byStart, lines);
            } else {
                trends(symbol, byStart, lines);
            }
        });
        return lines;
    }

    private static String at(String symbol, long startMs) {
        return Instant.ofEpochMilli(startMs + SIZE_MS - 1) + "," + symbol + ","
                + Instant.ofEpochMilli(startMs + SIZE_MS) + ",";
    }

    private static void forecasts(String symbol, TreeMap<Long, Bar> byStart, List<String> lines) {
        List<Long> starts = List.copyOf(byStart.keySet());
        List<Double> closes = byStart.values().stream().map(Bar::close).toList();
        List<Double> pulls = byStart.values().stream()
                .map(bar -> Math.log(bar.close() / bar.vwap()))
                .toList();
        for (int horizon : HORIZONS) {
            List<Double> forecasts = new ArrayList<>();
            double off = 0;
            double sameOff = 0;
            for (int now = 0; now < closes.size(); now++) {
                double products = 0;
                double squares = 0;
                for (int then = 0; then + horizon <= now; then++) {
                    double weight = Math.pow(0.995, now - horizon - then);
                    double pull = pulls.get(then);
                    squares += weight * pull * pull;
                    products += weight * pull * Math.log(closes.get(then + horizon) / closes.get(then));
                }
                int judged = Math.max(0, now - horizon + 1);
                if (judged > 0) {
                    off += Math.abs(forecasts.get(now - horizon) - closes.get(now));
                    sameOff += Math.abs(closes.get(now - horizon) - closes.get(now));
                }
                double factor = squares > 0 ? products / (squares * (1 + 100.0 / Math.min(judged, 200))) : 0;
                forecasts.add(closes.get(now) * Math.exp(factor * pulls.get(now)));
                lines.add(at(symbol, starts.get(now)) + closes.get(now) + "," + horizon + "," + forecasts.get(now) + ","
                        + judged + "," + (judged == 0 ? "," : off / judged + "," + sameOff / judged));
            }
        }
    }

    /** Each sum is taken for how far the path of steps stands above its lowest point since it began anew. */
    private static void trends(String symbol, TreeMap<Long, Bar> byStart, List<String> lines) {
        List<Long> starts = List.copyOf(byStart.keySet());
        List<Double> closes = byStart.values().stream().map(Bar::close).toList();
        String trend = "flat";
        int since = -1;
        double usual = Double.NaN;
        double rise = 0;
        double lowestRise = 0;
        double fall = 0;
        double lowestFall = 0;
        int riseAt = -1;
        int fallAt = -1;
        for (int i = 0; i < closes.size(); i++) {
            boolean changed = false;
            if (i > 0) {
                double step = Math.log(closes.get(i) / closes.get(i - 1));
                usual = i == 1 ? step * step : usual;
                if (i > 20 && usual > 0) {
                    riseAt = rise <= lowestRise ? i - 1 : riseAt;
                    fallAt = fall <= lowestFall ? i - 1 : fallAt;
                    rise += step / Math.sqrt(usual) - 0.25;
                    fall += -step / Math.sqrt(usual) - 0.25;
                    lowestRise = Math.min(lowestRise, rise);
                    lowestFall = Math.min(lowestFall, fall);
                    String reached = rise - lowestRise >= 6 ? "up" : fall - lowestFall >= 6 ? "down" : "";
                    if (!reached.isEmpty()) {
                        changed = !reached.equals(trend);
                        since = changed ? (reached.equals("up") ? riseAt : fallAt) : since;
                        trend = reached;
                        rise = lowestRise = fall = lowestFall = 0;
                    }
                }
                usual += (step * step - usual) / 50;
            }
            String change = since < 0
                    ? ","
                    : Instant.ofEpochMilli(starts.get(since) + SIZE_MS) + "," + (closes.get(i) / closes.get(since) - 1);
            lines.add(at(symbol, starts.get(i)) + closes.get(i) + "," + trend + "," + change + "," + changed);
        }
    }
}
