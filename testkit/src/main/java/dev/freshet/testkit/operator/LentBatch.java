package dev.freshet.testkit.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchCodec;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.ByteSink;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A batch whose arrays are overwritten as soon as its user is done with it: whoever still refers to them shows it. */
final class LentBatch {
    private static final long GARBAGE = 0x6b6b6b6b6b6b6b6bL;

    private LentBatch() {}

    static void lend(Batch batch, Consumer<Batch> user) {
        ByteSink bytes = new ByteSink();
        BatchCodec codec = new BatchCodec();
        codec.encode(batch, bytes);
        Batch lent = codec.decode(bytes.data(), 0, bytes.size());
        user.accept(lent);
        spoil(lent.eventTimes());
        spoil(lent.offsets());
        spoil(lent.arrivalWatermarks());
        for (int i = 0; i < lent.schema().size(); i++) {
            spoil(lent.column(i));
        }
    }

    private static void spoil(Column column) {
        if (column instanceof LongColumn longs) {
            spoil(longs.values());
        } else if (column instanceof DoubleColumn doubles) {
            Arrays.fill(doubles.values(), Double.NaN);
        } else if (column instanceof BooleanColumn booleans) {
            Arrays.fill(booleans.values(), true);
        } else if (column instanceof BytesColumn texts) {
            Arrays.fill(texts.data(), (byte) GARBAGE);
        }
    }

    private static void spoil(long @Nullable [] values) {
        if (values != null) {
            Arrays.fill(values, GARBAGE);
        }
    }
}
