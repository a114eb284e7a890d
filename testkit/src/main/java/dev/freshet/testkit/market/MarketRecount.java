package dev.freshet.testkit.market;

import dev.freshet.testkit.market.Bars.Bar;
import dev.freshet.testkit.market.Tape.Quote;
import dev.freshet.testkit.market.Tape.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the market application's windows again: lists, maps and decimals, the whole input before the first result. It shares no
 * code with the engine. Nothing may be late.
 */
public final class MarketRecount {
    private static final long MINUTE_MS = 60_000;
    private static final int VOLATILITY_MINUTES = 15;
    private static final int PLACES = 20;

    private final Tape tape;
    private final Bars minutes;
    private final Bars fives;

    public MarketRecount(Tape tape) {
        this.tape = tape;
        this.minutes = new Bars(tape.trades(), MINUTE_MS);
        this.fives = new Bars(tape.trades(), 5 * MINUTE_MS);
    }

    /** The text of an exported file. */
    public String csv(String result) {
        List<String> lines = switch (result) {
            case "bars_1m" -> bars(minutes);
            case "bars_5m" -> bars(fives);
            case "returns_top" -> returnsTop();
            case "volatility" -> volatility();
            case "spread" -> spread();
            default -> throw new IllegalArgumentException("no result '" + result + "'");
        };
        return String.join("\n", lines) + "\n";
    }

    private static List<String> bars(Bars bars) {
        List<String> lines = header("symbol,open,high,low,close,volume,vwap,trades");
        bars.windows()
                .forEach((start, bySymbol) -> bySymbol.forEach((symbol, bar) -> lines.add(line(
                        start,
                        bars.sizeMs(),
                        symbol,
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume(),
                        bar.vwap(),
                        bar.trades().size()))));
        return lines;
    }

    private List<String> returnsTop() {
        record Move(String symbol, double change, double close) {
            double size() {
                return Math.abs(change);
            }
        }
        List<String> lines = header("rank,symbol,move,return,close");
        fives.windows().forEach((start, bars) -> {
            Map<String, Bar> before = fives.windows().getOrDefault(start - fives.sizeMs(), new TreeMap<>());
            List<Move> moves = new ArrayList<>();
            bars.forEach((symbol, bar) -> {
                if (before.containsKey(symbol)) {
                    double change = bar.close() / before.get(symbol).close() - 1;
                    moves.add(new Move(symbol, change, bar.close()));
                }
            });
            moves.sort(Comparator.comparingDouble(Move::size).reversed().thenComparing(Move::symbol));
            for (int i = 0; i < Math.min(PLACES, moves.size()); i++) {
                Move move = moves.get(i);
                lines.add(line(start, fives.sizeMs(), i + 1, move.symbol(), move.size(), move.change(), move.close()));
            }
        });
        return lines;
    }

    private List<String> volatility() {
        Map<String, TreeMap<Long, Double>> steps = new TreeMap<>();
        minutes.bySymbol()
                .forEach((symbol, bars) -> bars.forEach((start, bar) -> {
                    Bar before = bars.get(start - MINUTE_MS);
                    if (before != null) {
                        steps.computeIfAbsent(symbol, unused -> new TreeMap<>())
                                .put(start, StrictMath.log(bar.close() / before.close()));
                    }
                }));
        TreeMap<Long, List<String>> byStart = new TreeMap<>();
        steps.forEach((symbol, returns) -> {
            long last = returns.lastKey();
            long size = VOLATILITY_MINUTES * MINUTE_MS;
            for (long start = returns.firstKey() - size + MINUTE_MS; start <= last; start += MINUTE_MS) {
                List<Double> within =
                        new ArrayList<>(returns.subMap(start, start + size).values());
                if (within.size() > 1) {
                    byStart.computeIfAbsent(start, unused -> new ArrayList<>())
                            .add(line(start, size, symbol, Exact.deviation(within), within.size()));
                }
            }
        });
        List<String> lines = header("symbol,volatility,returns");
        byStart.values().forEach(lines::addAll);
        return lines;
    }

    /** What the trades of a symbol and minute cost. */
    private static final class Costs {
        final List<Double> quoted = new ArrayList<>();
        final List<Double> effective = new ArrayList<>();
        final List<Double> signed = new ArrayList<>();
        final List<Double> points = new ArrayList<>();
        final List<Double> bought = new ArrayList<>();
        final List<Double> sold = new ArrayList<>();

        void add(Trade trade, Quote quote) {
            double middle = (quote.bid() + quote.ask()) / 2;
            quoted.add(quote.ask() - quote.bid());
            effective.add(2 * Math.abs(trade.price() - middle));
            signed.add(2 * (trade.price() - middle));
            points.add(20000 * Math.abs(trade.price() - middle) / middle);
            if (trade.price() > middle) {
                bought.add(trade.size());
            } else if (trade.price() < middle) {
                sold.add(trade.size());
            }
        }
    }

    private List<String> spread() {
        TreeMap<Long, TreeMap<String, Costs>> windows = new TreeMap<>();
        Map<String, Quote> newest = new HashMap<>();
        int next = 0;
        for (Trade trade : tape.trades()) {
            while (next < tape.quotes().size() && tape.quotes().get(next).timeMs() <= trade.timeMs()) {
                newest.put(tape.quotes().get(next).symbol(), tape.quotes().get(next));
                next++;
            }
            Quote quote = newest.get(trade.symbol());
            if (quote != null && trade.timeMs() - quote.timeMs() <= MINUTE_MS) {
                windows.computeIfAbsent(Math.floorDiv(trade.timeMs(), MINUTE_MS) * MINUTE_MS, unused -> new TreeMap<>())
                        .computeIfAbsent(trade.symbol(), unused -> new Costs())
                        .add(trade, quote);
            }
        }
        List<String> lines =
                header("symbol,trades,quoted_spread,effective_spread,signed_spread,effective_bps,bought,sold");
        windows.forEach((start, bySymbol) -> bySymbol.forEach((symbol, costs) -> lines.add(line(
                start,
                MINUTE_MS,
                symbol,
                costs.quoted.size(),
                Exact.mean(costs.quoted),
                Exact.mean(costs.effective),
                Exact.mean(costs.signed),
                Exact.mean(costs.points),
                costs.bought.isEmpty() ? "" : Exact.sum(costs.bought),
                costs.sold.isEmpty() ? "" : Exact.sum(costs.sold)))));
        return lines;
    }

    private static List<String> header(String columns) {
        return new ArrayList<>(List.of("window_start,window_end," + columns));
    }

    private static String line(long startMs, long sizeMs, Object... cells) {
        StringBuilder line = new StringBuilder();
        line.append(Instant.ofEpochMilli(startMs)).append(',').append(Instant.ofEpochMilli(startMs + sizeMs));
        for (Object cell : cells) {
            line.append(',').append(cell);
        }
        return line.toString();
    }
}
