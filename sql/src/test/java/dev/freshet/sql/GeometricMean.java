package dev.freshet.sql;

import dev.freshet.core.aggregate.RowValues;
import dev.freshet.core.aggregate.UserAggregate;
import dev.freshet.core.schema.Type;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code geo_mean_e9(x)}: the geometric mean, from a sum of logarithms in whole billionths, which is exact. */
public final class GeometricMean implements UserAggregate<long[]> {
    private static final double UNIT = 1e9;

    @Override
    public String name() {
        return "geo_mean_e9";
    }

    @Override
    public Type resultType(List<Type> arguments) {
        if (!arguments.equals(List.of(Type.DOUBLE)) && !arguments.equals(List.of(Type.BIGINT))) {
            throw new IllegalArgumentException(name() + " takes one number");
        }
        return Type.DOUBLE;
    }

    @Override
    public long[] newState() {
        return new long[2];
    }

    @Override
    public void add(long[] state, RowValues row) {
        state[0]++;
        state[1] += Math.round(StrictMath.log(row.doubleAt(0)) * UNIT);
    }

    @Override
    public void merge(long[] into, long[] from) {
        into[0] += from[0];
        into[1] += from[1];
    }

    @Override
    public byte[] write(long[] state) {
        return ByteBuffer.allocate(16).putLong(state[0]).putLong(state[1]).array();
    }

    @Override
    public long[] read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new long[] {buffer.getLong(), buffer.getLong()};
    }

    @Override
    public @Nullable Object result(long[] state) {
        return state[0] == 0 ? null : (Object) StrictMath.exp(state[1] / UNIT / state[0]);
    }
}
