package dev.freshet.recount.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkRecountTest {
    private static final long BOUND_MS = 5_000;

    @Test
    void countsFlowsByHostAndWindow() {
        Recount recount = NetworkRecount.flows(
                records(
                        flow(1_000, "10.0.0.2", "10.0.0.9", 443, "tcp", 100, 2),
                        flow(59_999, "10.0.0.2", "10.0.0.9", 80, "tcp", 11, 1),
                        flow(60_000, "10.0.0.1", "10.0.0.9", 53, "udp", 7, 1),
                        flow(2_000, "2001:db8::1", "10.0.0.9", 53, "udp", 111, 1)),
                1,
                120_000);
        assertThat(recount.csv("host_minute")).isEqualTo("""
                        window_start,window_end,src,flows,bytes,packets,peers,dst_ports
                        1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,10.0.0.2,2,111,3,1,2
                        1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,2001:db8::1,1,111,1,1,1
                        1970-01-01T00:01:00Z,1970-01-01T00:02:00Z,10.0.0.1,1,7,1,1,1
                        """);
        assertThat(recount.csv("talkers_top")).isEqualTo("""
                        window_start,window_end,rank,src,bytes
                        1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,1,10.0.0.2,111
                        1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,2,2001:db8::1,111
                        1970-01-01T00:01:00Z,1970-01-01T00:02:00Z,1,10.0.0.1,7
                        """);
        assertThat(recount.csv("subnet_minute"))
                .contains("00:01:00Z,10.0.0.0/24,2,111\n", "00:01:00Z,2001:db8::/64,1,111\n");
        List<String> rolling = recount.results().get("protocol_rolling");
        assertThat(rolling)
                .contains("1969-12-31T23:59:10Z,1970-01-01T00:00:10Z,tcp,1,100")
                .contains("1970-01-01T00:00:10Z,1970-01-01T00:01:10Z,tcp,1,11")
                .contains("1970-01-01T00:00:10Z,1970-01-01T00:01:10Z,udp,1,7")
                .doesNotContain("1970-01-01T00:01:00Z,1970-01-01T00:02:00Z,tcp,1,11")
                .hasSize(1 + 11 + 6 + 6);
    }

    @Test
    void callsRecordsDeadThatAreNone() {
        String good = text(flow(1_000, "a", "b", 1, "tcp", 1, 1));
        Recount recount = NetworkRecount.flows(
                records(
                        bytes(good),
                        bytes(good.substring(0, good.length() - 1)),
                        bytes("[" + good + "]"),
                        bytes(good + good),
                        bytes(""),
                        bytes("noise"),
                        bytes(good.replace("\"bytes\":1", "\"bytes\":\"1\"")),
                        bytes(good.replace("\"bytes\":1", "\"bytes\":1.5")),
                        bytes(good.replace("\"ts\":1000", "\"ts\":null")),
                        bytes(good.replace("\"ts\":1000,", "")),
                        bytes(good.replace("\"src\":\"a\"", "\"src\":null")),
                        new String(bytes(good.replace("\"a\"", "\"\u00e9\"")), StandardCharsets.UTF_8)
                                .getBytes(StandardCharsets.ISO_8859_1)),
                1,
                BOUND_MS);
        assertThat(recount.events()).isEqualTo(12);
        assertThat(recount.dead()).isEqualTo(11);
        assertThat(recount.results().get("host_minute")).hasSize(2);
    }

    @Test
    void judgesLatenessByThePartitionAndTheWindow() {
        byte[][] flows = {
            flow(200_000, "a", "b", 1, "tcp", 1, 1),
            flow(100_000, "a", "b", 1, "tcp", 1, 1),
            flow(142_000, "a", "b", 1, "tcp", 1, 1),
            flow(261_000, "a", "b", 1, "tcp", 1, 1),
        };
        Recount one = NetworkRecount.flows(records(flows), 1, BOUND_MS);
        assertThat(one.late("host_minute")).isEqualTo(2);
        assertThat(one.late("protocol_rolling")).isEqualTo(1);
        assertThat(one.results().get("protocol_rolling"))
                .as("142 s counts in no window that ends by 195 s")
                .contains("1970-01-01T00:02:20Z,1970-01-01T00:03:20Z,tcp,1,1")
                .doesNotContain("1970-01-01T00:02:10Z,1970-01-01T00:03:10Z,tcp,1,1");
        assertThat(NetworkRecount.flows(records(flows), 2, BOUND_MS).late("host_minute"))
                .as("the second partition starts at 100 s")
                .isEqualTo(1);
    }

    @Test
    void writesSubnetsInTheirShortestForm() {
        assertThat(Subnets.of("10.1.2.3")).hasValue("10.1.2.0/24");
        assertThat(Subnets.of("2001:DB8:1:2:3::4")).hasValue("2001:db8:1:2::/64");
        assertThat(Subnets.of("::1")).hasValue("::/64");
        assertThat(Subnets.of("1:0:0:2:3:4:5:6")).hasValue("1:0:0:2::/64");
        assertThat(Subnets.of("0:0:2:3::")).hasValue("0:0:2:3::/64");
        assertThat(Subnets.of("::ffff:10.1.2.3")).hasValue("10.1.2.0/24");
        for (String none : List.of("", "localhost", "10.1.2", "10.1.2.256", "10.01.2.3", "1:2", "::1::")) {
            assertThat(Subnets.of(none)).as(none).isEmpty();
        }
    }

    @Test
    void readsAccessLines() {
        String line = "83.149.9.216 - a b [17/May/2015:10:05:03 +0200] \"GET /x?q=\\\"1\\\" HTTP/1.1\" 404 -";
        AccessLine whole = AccessLine.parse(bytes(line)).orElseThrow();
        assertThat(whole)
                .isEqualTo(new AccessLine("83.149.9.216", 1_431_849_903_000L, Optional.of("/x?q=\\\"1\\\""), 404, 0));
        for (String tail : List.of(" ", " \"-\"", " \"-\" \"Mozilla", " \"-\" \"Mo\\\"z\" extra", " \"ref", "\r")) {
            assertThat(AccessLine.parse(bytes(line + tail))).as(tail).hasValue(whole);
        }
        for (String tail : List.of("x", " x", " \"-\"x", " \"-\" x")) {
            assertThat(AccessLine.parse(bytes(line + tail))).as(tail).isEmpty();
        }
        assertThat(AccessLine.parse(bytes(line.replace("GET /x", "\\x16\\x03")))
                        .orElseThrow()
                        .path())
                .isEmpty();
        assertThat(AccessLine.parse(bytes(line.replace("17/May", "31/Feb")))).isEmpty();
        assertThat(AccessLine.parse(bytes(line.substring(0, 60)))).isEmpty();
    }

    @Test
    void countsAccessLines() {
        String line = "h - - [17/May/2015:10:05:03 +0000] \"GET /%s HTTP/1.1\" %d 10";
        Recount recount = NetworkRecount.accessLog(
                NetworkRecount.lines(bytes(String.join(
                                "\n",
                                line.formatted("a,b", 200),
                                line.formatted("a,b", 304),
                                line.formatted("c", 404),
                                "garbage")))
                        .iterator(),
                120_000);
        assertThat(recount.events()).isEqualTo(4);
        assertThat(recount.dead()).isEqualTo(1);
        assertThat(recount.csv("client_minute"))
                .endsWith("2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,h,3,30,2,0.3333333333333333\n");
        assertThat(recount.csv("paths_top"))
                .endsWith("2015-05-17T10:05:00Z,2015-05-17T10:10:00Z,1,\"/a,b\",2\n"
                        + "2015-05-17T10:05:00Z,2015-05-17T10:10:00Z,2,/c,1\n");
        assertThat(recount.results().get("requests_rolling")).hasSize(1 + 3 * 6);
    }

    private static Iterator<byte[]> records(byte[]... records) {
        return Arrays.asList(records).iterator();
    }

    private static byte[] flow(long ts, String src, String dst, int port, String proto, long bytes, long packets) {
        return bytes(("{\"ts\":%d,\"src\":\"%s\",\"dst\":\"%s\",\"src_port\":9,\"dst_port\":%d,\"proto\":\"%s\","
                        + "\"bytes\":%d,\"packets\":%d,\"flags\":null,\"device\":\"x\"}")
                .formatted(ts, src, dst, port, proto, bytes, packets));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
