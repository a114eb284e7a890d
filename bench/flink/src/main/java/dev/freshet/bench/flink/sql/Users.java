package dev.freshet.bench.flink.sql;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.AggregateFunction;
import org.jspecify.annotations.Nullable;

/** How many different texts there are, approximately: Flink's own function for it is for batches only. */
@FunctionHint(
        input = @DataTypeHint(value = "STRING", bridgedTo = StringData.class),
        accumulator = @DataTypeHint(value = "RAW", bridgedTo = Users.Sketch.class),
        output = @DataTypeHint("BIGINT"))
public final class Users extends AggregateFunction<Long, Users.Sketch> {
    private static final long serialVersionUID = 1L;
    private static final int LG_REGISTERS = 11;

    @Override
    public Sketch createAccumulator() {
        return new Sketch();
    }

    public void accumulate(Sketch to, @Nullable StringData user) {
        if (user != null) {
            to.own().update(user.toBytes());
        }
    }

    public void merge(Sketch to, Iterable<Sketch> others) {
        Union union = new Union(LG_REGISTERS);
        union.update(to.own());
        for (Sketch other : others) {
            union.update(other.own());
        }
        to.sketch = union.getResult(TgtHllType.HLL_8);
    }

    @Override
    public Long getValue(Sketch of) {
        return Math.round(of.own().getEstimate());
    }

    /** The accumulator. */
    public static final class Sketch {
        private @Nullable HllSketch sketch;

        public Sketch() {}

        HllSketch own() {
            HllSketch known = sketch;
            if (known == null) {
                known = new HllSketch(LG_REGISTERS, TgtHllType.HLL_8);
                sketch = known;
            }
            return known;
        }
    }
}
