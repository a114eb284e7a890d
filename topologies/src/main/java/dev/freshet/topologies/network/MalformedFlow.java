package dev.freshet.topologies.network;

import dev.freshet.spouts.generator.RecordWriter;

/** Records that no decoder may accept as flows, of several kinds. */
final class MalformedFlow {
    private static final int KINDS = 6;

    private MalformedFlow() {}

    /**
     * @param good writes a good record
     */
    static void write(long bits, long timeMs, RecordWriter to, Runnable good) {
        switch ((int) ((bits >>> 1) % KINDS)) {
            case 0 -> {
                good.run();
                to.truncate(Math.max(2, (int) (to.length() * ((bits >>> 8 & 63) + 16) / 96)));
            }
            case 1 ->
                to.ascii("{\"ts\":")
                        .number(timeMs)
                        .ascii(",\"src\":\"10.0.0.1\",\"dst\":\"10.0.0.2\",\"src_port\":\"many\",\"dst_port\":\"http\","
                                + "\"proto\":7,\"bytes\":\"a lot\",\"packets\":[],\"flags\":null,\"device\":\"gw-1\"}");
            case 2 -> to.ascii("{\"src\":\"10.0.0.1\",\"dst\":\"10.0.0.2\",\"bytes\":40,\"packets\":1}");
            case 3 -> to.ascii("%LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to down");
            case 4 ->
                to.ascii("{\"ts\":")
                        .number(timeMs)
                        .ascii(",\"src\":\"10.0.0.")
                        .put(new byte[] {(byte) 0xc3, (byte) 0x28})
                        .ascii("\",\"dst\":\"10.0.0.")
                        .put(new byte[] {(byte) 0xff})
                        .ascii("\"}");
            default ->
                to.ascii(
                        "{\"ts\":\"yesterday\",\"src\":\"10.0.0.1\",\"dst\":\"10.0.0.2\",\"src_port\":1,\"dst_port\":2,"
                                + "\"proto\":\"tcp\",\"bytes\":40,\"packets\":1,\"flags\":\"S\",\"device\":\"gw-1\"}");
        }
    }
}
