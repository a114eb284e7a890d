package dev.freshet.testkit.market;

import dev.freshet.testkit.market.Tape.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trades of a window each, by the window's start and by symbol. */
final class Bars {
    /** The trades of a symbol in a window, in their order: at least one. */
    record Bar(List<Trade> trades) {
        double open() {
            return trades.get(0).price();
        }

        double close() {
            return trades.get(trades.size() - 1).price();
        }

        double high() {
            return prices().stream().mapToDouble(price -> price).max().orElseThrow();
        }

        double low() {
            return prices().stream().mapToDouble(price -> price).min().orElseThrow();
        }

        double volume() {
            return Exact.sum(sizes());
        }

        double vwap() {
            return Exact.weighted(prices(), sizes());
        }

        private List<Double> prices() {
            return trades.stream().map(Trade::price).toList();
        }

        private List<Double> sizes() {
            return trades.stream().map(Trade::size).toList();
        }
    }

    private final long sizeMs;
    private final TreeMap<Long, TreeMap<String, Bar>> windows = new TreeMap<>();

    Bars(List<Trade> trades, long sizeMs) {
        this.sizeMs = sizeMs;
        for (Trade trade : trades) {
            windows.computeIfAbsent(Math.floorDiv(trade.timeMs(), sizeMs) * sizeMs, unused -> new TreeMap<>())
                    .computeIfAbsent(trade.symbol(), unused -> new Bar(new ArrayList<>()))
                    .trades()
                    .add(trade);
        }
    }

    long sizeMs() {
        return sizeMs;
    }

    TreeMap<Long, TreeMap<String, Bar>> windows() {
        return windows;
    }

    /** A symbol's bars by the start of their windows. */
    Map<String, TreeMap<Long, Bar>> bySymbol() {
        Map<String, TreeMap<Long, Bar>> bySymbol = new TreeMap<>();
        windows.forEach((start, bars) -> bars.forEach((symbol, bar) ->
                bySymbol.computeIfAbsent(symbol, unused -> new TreeMap<>()).put(start, bar)));
        return bySymbol;
    }
}
