package dev.freshet.topologies.network;

import dev.freshet.spouts.generator.RecordWriter;

/** The ways in which a generated record is broken: all are found by whoever reads time, source and bytes. */
enum Malformed {
    /** The record ends in its middle. */
    CUT_OFF {
        @Override
        void spoil(RecordWriter record, long eventTimeMs, Draw draw) {
            record.truncate(1 + draw.below(record.length() - 1));
        }
    },
    /** No JSON at all. */
    NOISE {
        @Override
        void spoil(RecordWriter record, long eventTimeMs, Draw draw) {
            record.clear();
            record.ascii("%LINK-3-UPDOWN: Interface GigabitEthernet0/")
                    .number(draw.below(48))
                    .ascii(", changed state");
        }
    },
    /** A word where a number belongs. */
    WRONG_TYPE {
        @Override
        void spoil(RecordWriter record, long eventTimeMs, Draw draw) {
            record.clear();
            record.ascii("{\"ts\":").number(eventTimeMs);
            record.ascii(",\"src\":\"10.0.0.1\",\"dst\":\"10.0.0.2\",\"src_port\":1,\"dst_port\":2,");
            record.ascii("\"proto\":\"tcp\",\"bytes\":\"many\",\"packets\":1,\"flags\":\"\",\"device\":\"edge-0\"}");
        }
    },
    /** Nobody knows when. */
    NO_TIME {
        @Override
        void spoil(RecordWriter record, long eventTimeMs, Draw draw) {
            record.clear();
            record.ascii("{\"src\":\"10.0.0.1\",\"dst\":\"10.0.0.2\",\"src_port\":1,\"dst_port\":2,");
            record.ascii("\"proto\":\"tcp\",\"bytes\":60,\"packets\":1,\"flags\":\"\",\"device\":\"edge-0\"}");
        }
    },
    /** A source that is no UTF-8. */
    BAD_UTF8 {
        @Override
        void spoil(RecordWriter record, long eventTimeMs, Draw draw) {
            record.clear();
            record.ascii("{\"ts\":").number(eventTimeMs).ascii(",\"src\":\"").put(new byte[] {(byte) 0xC3, (byte) 0x28
            });
            record.ascii("\",\"dst\":\"10.0.0.2\",\"src_port\":1,\"dst_port\":2,\"proto\":\"tcp\",\"bytes\":60,");
            record.ascii("\"packets\":1,\"flags\":\"\",\"device\":\"edge-0\"}");
        }
    };

    private static final Malformed[] ALL = values();

    /** One of them, evenly. */
    static Malformed of(Draw draw) {
        return ALL[draw.below(ALL.length)];
    }

    /** Breaks the record that was written. */
    abstract void spoil(RecordWriter record, long eventTimeMs, Draw draw);
}
