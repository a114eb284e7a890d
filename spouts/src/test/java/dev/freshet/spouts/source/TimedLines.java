package dev.freshet.spouts.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.Decoder;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.decode.Rejections;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.time.PartitionClock;

/** Decodes records that are an event time and nothing else; what is no number is malformed. */
final class TimedLines implements Decoder {
    static final Schema SCHEMA = Schema.of(Field.required("time", Type.TIMESTAMP));

    @Override
    public Batch decode(RecordChunk chunk, String source, int partition, PartitionClock clock, Rejections rejections) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (int i = 0; i < chunk.count(); i++) {
            String text = new String(chunk.data(), chunk.start(i), chunk.end(i) - chunk.start(i), UTF_8);
            if (text.matches("-?\\d+")) {
                long time = Long.parseLong(text);
                if (clock.isTooFarAhead(time)) {
                    rejections.reject(i, Reason.TIME_AHEAD, "ahead: " + text);
                    continue;
                }
                builder.putLong(0, time);
                builder.endRow(time, chunk.offset(i), clock.observe(time));
            } else {
                rejections.reject(i, Reason.MALFORMED, "no number: " + text);
            }
        }
        int count = chunk.count();
        return builder.build(new Origin(
                source, partition, count == 0 ? -1 : chunk.offset(0), count == 0 ? -1 : chunk.offset(count - 1)));
    }

    @Override
    public void lendBatches() {}

    @Override
    public void header(int partition, byte[] record) {}

    @Override
    public long headers() {
        return 0;
    }

    @Override
    public long filtered() {
        return 0;
    }

    @Override
    public long truncated() {
        return 0;
    }
}
