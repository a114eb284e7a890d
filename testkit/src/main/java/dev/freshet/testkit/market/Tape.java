package dev.freshet.testkit.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Trades and quotes in the order of event time, of one time by partition and place in it.
 *
 * @param dead how many records are none
 */
public record Tape(List<Trade> trades, List<Quote> quotes, long dead) {
    /** What was traded. */
    public record Trade(long timeMs, String symbol, double price, double size) {}

    /** What was offered. */
    public record Quote(long timeMs, String symbol, double bid, double ask) {}

    private record Placed<T>(long timeMs, int partition, T row) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads JSON records.
     *
     * @param trades in the order of their index; the record of index i is in partition i mod {@code partitions}
     * @param quotes likewise
     */
    public static Tape read(Iterator<byte[]> trades, Iterator<byte[]> quotes, int partitions) {
        long dead = 0;
        List<Placed<Trade>> traded = new ArrayList<>();
        for (int index = 0; trades.hasNext(); index++) {
            JsonNode json = parsed(trades.next());
            if (!has(json, "price", "size")) {
                dead++;
                continue;
            }
            Trade trade = new Trade(
                    json.get("ts").longValue(),
                    json.get("symbol").textValue(),
                    json.get("price").doubleValue(),
                    json.get("size").doubleValue());
            traded.add(new Placed<>(trade.timeMs(), index % partitions, trade));
        }
        List<Placed<Quote>> quoted = new ArrayList<>();
        for (int index = 0; quotes.hasNext(); index++) {
            JsonNode json = parsed(quotes.next());
            if (!has(json, "bid", "ask")) {
                dead++;
                continue;
            }
            Quote quote = new Quote(
                    json.get("ts").longValue(),
                    json.get("symbol").textValue(),
                    json.get("bid").doubleValue(),
                    json.get("ask").doubleValue());
            quoted.add(new Placed<>(quote.timeMs(), index % partitions, quote));
        }
        return new Tape(inOrder(traded), inOrder(quoted), dead);
    }

    private static <T> List<T> inOrder(List<Placed<T>> rows) {
        Comparator<Placed<T>> byTime = Comparator.comparingLong(Placed::timeMs);
        return rows.stream()
                .sorted(byTime.thenComparingInt(Placed::partition))
                .map(Placed::row)
                .toList();
    }

    private static boolean has(JsonNode json, String... numbers) {
        boolean all = json.path("ts").isIntegralNumber() && json.path("symbol").isTextual();
        for (String name : numbers) {
            all &= json.path(name).isNumber();
        }
        return all;
    }

    private static JsonNode parsed(byte[] record) {
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
