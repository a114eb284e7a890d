package dev.freshet.sql;

import dev.freshet.core.aggregate.RowValues;
import dev.freshet.core.aggregate.UserAggregate;
import dev.freshet.core.schema.Type;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code touchy(x)}: a sum that does not bear 13, nor to be merged once it is 1,000 or more, nor a result of 666. */
public final class TouchyAggregate implements UserAggregate<long[]> {
    @Override
    public String name() {
        return "touchy";
    }

    @Override
    public Type resultType(List<Type> arguments) {
        return Type.BIGINT;
    }

    @Override
    public long[] newState() {
        return new long[1];
    }

    @Override
    public void add(long[] state, RowValues row) {
        state[0] += row.longAt(0);
        if (row.longAt(0) == 13) {
            throw new IllegalStateException("thirteen");
        }
    }

    @Override
    public void merge(long[] into, long[] from) {
        into[0] += from[0];
        if (from[0] >= 1000) {
            throw new IllegalStateException("too much");
        }
    }

    @Override
    public byte[] write(long[] state) {
        return ByteBuffer.allocate(8).putLong(state[0]).array();
    }

    @Override
    public long[] read(byte[] bytes) {
        return new long[] {ByteBuffer.wrap(bytes).getLong()};
    }

    @Override
    public @Nullable Object result(long[] state) {
        if (state[0] == 666) {
            throw new IllegalStateException("bad number");
        }
        return state[0];
    }
}
