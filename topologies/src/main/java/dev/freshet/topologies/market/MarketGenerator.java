package dev.freshet.topologies.market;

import dev.freshet.spouts.generator.EventGenerator;
import dev.freshet.spouts.generator.RecordWriter;
import dev.freshet.topologies.network.Mix;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Trades or quotes as JSON: {@code ts, symbol, price, size}, or {@code ts, symbol, bid, ask, bid_size, ask_size}. Both are of one
 * market: with the same settings, quotes lie around the prices that trades are made at. Prices wander with trends, the first
 * symbols are traded most, and now and then a symbol is traded heavily for a minute, at a wider
 * spread, and in one of four of these at another price. Each record is a function of settings and
 * index alone.
 *
 * <p>Times ascend with the index, but for one record in a hundred, which is earlier by at most the bound. One in a thousand
 * is no record.
 */
public final class MarketGenerator implements EventGenerator {
    private static final long serialVersionUID = 1L;
    private static final long MINUTE_MS = 60_000;
    private static final int BURST_EVERY = 45;
    private static final int BURST = 9;
    private static final double OFF = 0.012;
    private static final int IN_DISORDER_EVERY = 100;
    private static final int MALFORMED_EVERY = 1_000;
    private static final byte[] TS = ascii("{\"ts\":");
    private static final byte[] SYMBOL = ascii(",\"symbol\":\"S");
    private static final byte[] PRICE = ascii("\",\"price\":");
    private static final byte[] SIZE = ascii(",\"size\":");
    private static final byte[] BID = ascii("\",\"bid\":");
    private static final byte[] ASK = ascii(",\"ask\":");
    private static final byte[] BID_SIZE = ascii(",\"bid_size\":");
    private static final byte[] ASK_SIZE = ascii(",\"ask_size\":");

    private final MarketSettings settings;
    private final boolean quotes;
    private transient @Nullable PricePath prices;

    private MarketGenerator(MarketSettings settings, boolean quotes) {
        this.settings = settings;
        this.quotes = quotes;
    }

    public static MarketGenerator trades(MarketSettings settings) {
        return new MarketGenerator(settings, false);
    }

    public static MarketGenerator quotes(MarketSettings settings) {
        return new MarketGenerator(settings, true);
    }

    @Override
    public void event(long index, RecordWriter to) {
        long fate = draw(index, 1);
        long baseMs = settings.startMs() + (long) (index * 1_000 / settings.perSecond());
        boolean inDisorder = Math.floorMod(fate >>> 20, IN_DISORDER_EVERY) == 0;
        long timeMs = inDisorder ? baseMs - 1 - Math.floorMod(fate >>> 32, settings.boundMs()) : baseMs;
        if (Math.floorMod(fate, MALFORMED_EVERY) == 0) {
            to.put(TS).number(timeMs).put(SYMBOL).number(0).ascii("\",\"price\":\"n/a\",\"bid\":null}");
            return;
        }
        int symbol = symbol(draw(index, 2));
        to.put(TS).number(timeMs).put(SYMBOL).number(1 + symbol);
        if (quotes) {
            quote(index, symbol, timeMs, to);
        } else {
            trade(index, symbol, timeMs, to);
        }
        to.put('}');
    }

    private void trade(long index, int symbol, long timeMs, RecordWriter to) {
        long bits = draw(index, 3);
        double middle = middle(symbol, timeMs);
        double side = (bits & 1) == 0 ? 1 : -1;
        long cents = Math.max(1, Math.round(100 * middle * (1 + side * halfSpread(symbol, timeMs))));
        long size = lot(bits) * (isBurst(symbol, timeMs) ? BURST : 1);
        decimal(to.put(PRICE), cents);
        decimal(to.put(SIZE), size);
    }

    private void quote(long index, int symbol, long timeMs, RecordWriter to) {
        long bits = draw(index, 4);
        double middle = middle(symbol, timeMs);
        double half = halfSpread(symbol, timeMs);
        long bid = Math.max(1, (long) Math.floor(100 * middle * (1 - half)));
        decimal(to.put(BID), bid);
        decimal(to.put(ASK), Math.max(bid + 1, (long) Math.ceil(100 * middle * (1 + half))));
        decimal(to.put(BID_SIZE), 4 * lot(bits));
        decimal(to.put(ASK_SIZE), 4 * lot(bits >>> 32));
    }

    /** In some bursts the price is off by a share, for as long as they last. */
    private double middle(int symbol, long timeMs) {
        double price = prices().at(symbol, timeMs);
        long bits =
                isBurst(symbol, timeMs) ? Mix.of(settings.seed() + symbol, Math.floorDiv(timeMs, MINUTE_MS), 36) : 0;
        return (bits & 3) == 3 ? price * ((bits & 4) == 0 ? 1 - OFF : 1 + OFF) : price;
    }

    /** A share of the price: wider for symbols that are traded less, and in a burst. */
    private double halfSpread(int symbol, long timeMs) {
        return (0.0004 + 0.00002 * symbol) * (isBurst(symbol, timeMs) ? 3 : 1);
    }

    private boolean isBurst(int symbol, long timeMs) {
        long minute = Math.floorDiv(timeMs, MINUTE_MS);
        return Math.floorMod(Mix.of(settings.seed() + symbol, minute, 35), BURST_EVERY) == 0;
    }

    /** Hundredths: from 0.01 on, a few are large. */
    private static long lot(long bits) {
        double draw = ((bits >>> 8 & 0xfffff) + 1) * 0x1.0p-20;
        return 1 + (long) (60 / Math.sqrt(draw));
    }

    /** The first is drawn most often: with two even draws, the lesser one. */
    private int symbol(long bits) {
        int one = (int) Math.floorMod(bits >>> 4, settings.symbols());
        int other = (int) Math.floorMod(bits >>> 34, settings.symbols());
        return Math.min(one, other);
    }

    private static void decimal(RecordWriter to, long hundredths) {
        long rest = hundredths % 100;
        to.number(hundredths / 100).put('.').put((char) ('0' + rest / 10)).put((char) ('0' + rest % 10));
    }

    private long draw(long index, int purpose) {
        return Mix.of(settings.seed(), index, purpose + (quotes ? 20 : 0));
    }

    private PricePath prices() {
        PricePath have = prices;
        if (have == null) {
            have = new PricePath(settings.seed());
            prices = have;
        }
        return have;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
