package dev.freshet.testkit.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code usage_by_owner}: for each flow all that the inventory ever said of its address and prefixes is read. */
public final class UsageRecount {
    private record Entry(long ts, String prefix, JsonNode owner, JsonNode site) {}

    private UsageRecount() {}

    /** Lines without a header, in no order. */
    public static List<String> lines(List<SeenFlow> flows, Iterator<byte[]> inventory) {
        List<Entry> entries = new ArrayList<>();
        inventory.forEachRemaining(bytes -> {
            JsonNode record = SeenFlow.parsed(bytes);
            entries.add(new Entry(
                    record.get("ts").asLong(), record.get("prefix").asText(), record.get("owner"), record.get("site")));
        });
        entries.sort(Comparator.comparingLong(Entry::ts));
        Map<String, List<Entry>> byPrefix = entries.stream().collect(Collectors.groupingBy(Entry::prefix));
        List<String> lines = new ArrayList<>();
        SeenFlow.windows(flows, 60_000)
                .forEach((start, in) -> SeenFlow.by(in, flow -> owner(flow, byPrefix))
                        .forEach((owner, of) -> lines.add(line(owner, start, of))));
        return lines;
    }

    private static String line(String owner, long start, List<SeenFlow> flows) {
        return SeenFlow.at(start) + "," + SeenFlow.at(start + 60_000) + "," + owner + "," + flows.size() + ","
                + SeenFlow.bytes(flows) + ","
                + flows.stream().mapToLong(SeenFlow::packets).sum() + "," + SeenFlow.different(flows, SeenFlow::src);
    }

    private static String owner(SeenFlow flow, Map<String, List<Entry>> inventory) {
        String[] parts = flow.src().split("\\.");
        String two = parts[0] + "." + parts[1];
        return Stream.of(flow.src(), two + "." + parts[2] + ".0/24", two + ".0.0/16")
                .map(prefix -> valid(flow.ts(), inventory.getOrDefault(prefix, List.of())))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("unknown,unknown");
    }

    private static String valid(long ts, List<Entry> entries) {
        String found = "";
        for (Entry entry : entries) {
            if (entry.ts <= ts) {
                found = entry.owner.isNull() ? "" : entry.owner.asText() + "," + entry.site.asText();
            }
        }
        return found;
    }
}
