package dev.freshet.testkit.operator;

import dev.freshet.testkit.operator.FlowCase.Flow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What windows must give, from all events, by the plainest means. */
final class NaiveWindows {
    record Event(Flow flow, int partition, int offset) {}

    /** Start, end and key values of a window; and the values of the columns that {@link #values} names. */
    final Map<List<@Nullable Object>, List<@Nullable Object>> results = new HashMap<>();

    long late;

    private record Window(long start, long end) {}

    NaiveWindows(
            FlowCase flows,
            boolean cumulative,
            long size,
            long slide,
            long allowedLateness,
            Function<Flow, List<@Nullable Object>> key) {
        Map<List<@Nullable Object>, List<Event>> windows = new HashMap<>();
        for (int partition = 0; partition < flows.partitions.size(); partition++) {
            Long watermark = null;
            List<Flow> events = flows.partitions.get(partition);
            for (int offset = 0; offset < events.size(); offset++) {
                Flow flow = events.get(offset);
                boolean taken = false;
                for (Window of : cumulative ? steps(flow.time(), size, slide) : hops(flow.time(), size, slide)) {
                    if (watermark == null || watermark < of.end + allowedLateness) {
                        taken = true;
                        List<@Nullable Object> window = new ArrayList<>(List.of(of.start, of.end));
                        window.addAll(key.apply(flow));
                        windows.computeIfAbsent(window, unused -> new ArrayList<>())
                                .add(new Event(flow, partition, offset));
                    }
                }
                late += taken ? 0 : 1;
                long candidate = flow.time() - flows.boundMs;
                watermark = watermark == null ? candidate : Math.max(watermark, candidate);
            }
        }
        windows.forEach((window, events) -> results.put(window, values(events)));
    }

    private static List<Window> hops(long time, long size, long slide) {
        List<Window> windows = new ArrayList<>();
        long first = Math.floorDiv(time - size, slide) * slide;
        for (long start = first; start <= time; start += slide) {
            if (start <= time && time < start + size) {
                windows.add(new Window(start, start + size));
            }
        }
        return windows;
    }

    private static List<Window> steps(long time, long size, long step) {
        List<Window> windows = new ArrayList<>();
        long start = Math.floorDiv(time, size) * size;
        for (long end = start + step; end <= start + size; end += step) {
            if (time < end) {
                windows.add(new Window(start, end));
            }
        }
        return windows;
    }

    /** count(), count(bytes), sum(bytes), avg(bytes), min(bytes), max(src), sum(ratio), first(bytes), last(src), count_distinct(port). */
    static List<@Nullable Object> values(List<Event> events) {
        List<Event> inOrder = new ArrayList<>(events);
        inOrder.sort(Comparator.<Event>comparingLong(event -> event.flow.time())
                .thenComparingInt(Event::partition)
                .thenComparingInt(Event::offset));
        List<Long> bytes = of(inOrder, Flow::bytes);
        List<String> hosts = of(inOrder, Flow::src);
        List<Double> ratios = of(inOrder, Flow::ratio);
        long sum = bytes.stream().mapToLong(Long::longValue).sum();
        return Arrays.asList(
                (long) events.size(),
                (long) bytes.size(),
                bytes.isEmpty() ? null : sum,
                bytes.isEmpty()
                        ? null
                        : new BigDecimal(sum)
                                .divide(new BigDecimal(bytes.size()), new MathContext(60))
                                .doubleValue(),
                bytes.stream().min(Comparator.naturalOrder()).orElse(null),
                hosts.stream().max(Comparator.naturalOrder()).orElse(null),
                ratios.isEmpty()
                        ? null
                        : ratios.stream()
                                .map(BigDecimal::new)
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .doubleValue(),
                bytes.isEmpty() ? null : bytes.get(0),
                hosts.isEmpty() ? null : hosts.get(hosts.size() - 1),
                of(inOrder, Flow::port).stream().distinct().count());
    }

    private static <T> List<T> of(List<Event> events, Function<Flow, @Nullable T> field) {
        return events.stream()
                .map(event -> field.apply(event.flow))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
