package dev.freshet.testkit.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A flow, as the records have it. */
public record SeenFlow(
        long ts, String src, String dst, long srcPort, long dstPort, String proto, long bytes, long packets) {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Those of the records that can be used, by time, of one time in their order. */
    public static List<SeenFlow> read(Iterator<byte[]> records) {
        List<SeenFlow> flows = new ArrayList<>();
        while (records.hasNext()) {
            JsonNode record = parsed(records.next());
            if (record.has("dst")) {
                flows.add(new SeenFlow(
                        record.get("ts").asLong(),
                        record.get("src").asText(),
                        record.get("dst").asText(),
                        record.get("src_port").asLong(),
                        record.get("dst_port").asLong(),
                        record.get("proto").asText(),
                        record.get("bytes").asLong(),
                        record.get("packets").asLong()));
            }
        }
        flows.sort(Comparator.comparingLong(SeenFlow::ts));
        return flows;
    }

    static JsonNode parsed(byte[] record) {
        try {
            return JSON.readTree(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flows of each key, in their order. */
    static <K> Map<K, List<SeenFlow>> by(List<SeenFlow> flows, Function<SeenFlow, K> key) {
        Map<K, List<SeenFlow>> groups = new LinkedHashMap<>();
        flows.forEach(flow -> groups.computeIfAbsent(key.apply(flow), unused -> new ArrayList<>())
                .add(flow));
        return groups;
    }

    /** The flows of each stretch of time, by its start. */
    static TreeMap<Long, List<SeenFlow>> windows(List<SeenFlow> flows, long sizeMs) {
        TreeMap<Long, List<SeenFlow>> windows = new TreeMap<>();
        flows.forEach(flow -> windows.computeIfAbsent(flow.ts / sizeMs * sizeMs, unused -> new ArrayList<>())
                .add(flow));
        return windows;
    }

    static long different(List<SeenFlow> flows, Function<SeenFlow, Object> of) {
        return flows.stream().map(of).distinct().count();
    }

    static long bytes(List<SeenFlow> flows) {
        return flows.stream().mapToLong(SeenFlow::bytes).sum();
    }

    static Instant at(long ms) {
        return Instant.ofEpochMilli(ms);
    }
}
