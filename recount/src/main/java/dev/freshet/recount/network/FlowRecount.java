package dev.freshet.recount.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts flow records into the network application's results about them. */
final class FlowRecount {
    private static final long MINUTE_MS = 60_000;
    private static final long SLIDE_MS = 10_000;
    private static final int PLACES = 20;
    private static final List<String> TEXTS = List.of("src", "dst", "proto");
    private static final List<String> NUMBERS = List.of("dst_port", "bytes", "packets");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final RecountedClock clock;
    private final RecountedWindows<Optional<String>, Host> hosts = minutes();
    private final RecountedWindows<Optional<String>, Host> talkers = minutes();
    private final RecountedWindows<Optional<String>, Host> subnets = minutes();
    private final RecountedWindows<Optional<String>, Host> protocols =
            new RecountedWindows<>(MINUTE_MS, SLIDE_MS, Host::new);
    private long events;
    private long dead;

    private static final class Host {
        long flows;
        long bytes;
        long packets;
        final Set<String> peers = new HashSet<>();
        final Set<Long> ports = new HashSet<>();

        void add(JsonNode flow) {
            flows++;
            bytes = Math.addExact(bytes, flow.get("bytes").longValue());
        }

        void addWhole(JsonNode flow) {
            add(flow);
            packets = Math.addExact(packets, flow.get("packets").longValue());
            peers.add(flow.get("dst").textValue());
            ports.add(flow.get("dst_port").longValue());
        }
    }

    FlowRecount(int partitions, long boundMs) {
        clock = new RecountedClock(partitions, boundMs);
    }

    private static RecountedWindows<Optional<String>, Host> minutes() {
        return new RecountedWindows<>(MINUTE_MS, MINUTE_MS, Host::new);
    }

    void add(int partition, byte[] record) {
        events++;
        JsonNode flow = parsed(record);
        if (!flow.isObject() || !isWhole(flow.path("ts"))) {
            dead++;
            return;
        }
        long timeMs = flow.get("ts").longValue();
        long watermarkMs = clock.watermarkBefore(partition, timeMs);
        if (!TEXTS.stream().allMatch(name -> flow.path(name).isTextual())
                || !NUMBERS.stream().allMatch(name -> isWhole(flow.path(name)))) {
            dead++;
            return;
        }
        String src = flow.get("src").textValue();
        hosts.add(Optional.of(src), timeMs, watermarkMs, host -> host.addWhole(flow));
        talkers.add(Optional.of(src), timeMs, watermarkMs, host -> host.add(flow));
        subnets.add(Subnets.of(src), timeMs, watermarkMs, subnet -> subnet.add(flow));
        protocols.add(Optional.of(flow.get("proto").textValue()), timeMs, watermarkMs, protocol -> protocol.add(flow));
    }

    Recount finish() {
        Map<String, List<String>> results = Map.of(
                "host_minute",
                CsvLines.ofWindows(
                        "src,flows,bytes,packets,peers,dst_ports",
                        hosts,
                        CsvLines.TEXT,
                        (src, host) -> List.of(
                                src, host.flows, host.bytes, host.packets, host.peers.size(), host.ports.size())),
                "talkers_top",
                CsvLines.ofTop(
                        "rank,src,bytes",
                        talkers,
                        PLACES,
                        host -> host.bytes,
                        CsvLines.TEXT,
                        (src, host) -> List.of(src, host.bytes)),
                "protocol_rolling",
                CsvLines.ofWindows(
                        "proto,flows,bytes",
                        protocols,
                        CsvLines.TEXT,
                        (proto, counted) -> List.of(proto, counted.flows, counted.bytes)),
                "subnet_minute",
                CsvLines.ofWindows(
                        "subnet,flows,bytes",
                        subnets,
                        CsvLines.TEXT,
                        (subnet, counted) -> List.of(subnet, counted.flows, counted.bytes)));
        Map<String, Long> late = Map.of(
                "host_minute", hosts.late(),
                "talkers_top", talkers.late(),
                "protocol_rolling", protocols.late(),
                "subnet_minute", subnets.late());
        return new Recount(results, events, dead, late);
    }

    private static JsonNode parsed(byte[] record) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
            return JSON.readTree(text);
        } catch (CharacterCodingException | JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static boolean isWhole(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }
}
