package dev.freshet.testkit.links;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A sample of an interface, as the records have it. */
public record LinkSample(
        long ts,
        String device,
        String name,
        double in,
        double out,
        double inPackets,
        double outPackets,
        double errors,
        double drops,
        double speed) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those of the records that can be used, in their order. */
    public static List<LinkSample> read(Iterator<byte[]> records) {
        List<LinkSample> samples = new ArrayList<>();
        while (records.hasNext()) {
            JsonNode record = parsed(records.next());
            if (record.get("in_bps").isNumber()) {
                samples.add(new LinkSample(
                        record.get("ts").asLong(),
                        record.get("device").asText(),
                        record.get("interface").asText(),
                        record.get("in_bps").asDouble(),
                        record.get("out_bps").asDouble(),
                        record.get("in_pps").asDouble(),
                        record.get("out_pps").asDouble(),
                        record.get("errors").asDouble(),
                        record.get("drops").asDouble(),
                        record.get("speed").asDouble()));
            }
        }
        return samples;
    }

    private static JsonNode parsed(byte[] record) {
        try {
            return JSON.readTree(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String link() {
        return device + "," + name;
    }

    long minute() {
        return Math.floorDiv(ts, 60_000L);
    }
}
