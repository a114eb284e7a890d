package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A {@link UserAggregate} over many groups. */
final class UserStates<S> extends SlotStates<S> {
    private final UserAggregate<S> function;
    private final AggregateCall call;
    private final Type resultType;

    private UserStates(UserAggregate<S> function, AggregateCall call) {
        this.function = function;
        this.call = call;
        this.resultType = call.resultField().type();
    }

    static Aggregate of(AggregateCall call) {
        return of(UserAggregates.require(call), call);
    }

    private static <S> Aggregate of(UserAggregate<S> function, AggregateCall call) {
        return new UserStates<>(function, call);
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        Cursor cursor = new Cursor(batch, arguments);
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] >= 0 && cursor.moveTo(row)) {
                function.add(of(slots[i]), cursor);
            }
        }
    }

    @Override
    S newState() {
        return function.newState();
    }

    @Override
    void merge(S into, S from) {
        function.merge(into, from);
    }

    @Override
    void write(S state, PackedWriter to) {
        byte[] bytes = function.write(state);
        to.raw(bytes, 0, bytes.length);
    }

    @Override
    void read(S into, PackedReader from) {
        int length = from.raw();
        function.merge(
                into, function.read(Arrays.copyOfRange(from.bytes(), from.position() - length, from.position())));
    }

    @Override
    long sizeBytes(S state) {
        return function.sizeBytes(state);
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        S state = found(slot);
        Object result = state == null ? null : function.result(state);
        if (result == null) {
            return null;
        }
        if (result instanceof Long value && resultType.isLong()) {
            out.putLong(column, value);
        } else if (result instanceof Double value && resultType == Type.DOUBLE) {
            out.putDouble(column, value);
        } else if (result instanceof Boolean value && resultType == Type.BOOLEAN) {
            out.putBoolean(column, value);
        } else if (result instanceof String value && resultType == Type.VARCHAR) {
            out.putText(column, value);
        } else {
            return call.text() + " gave " + result.getClass().getSimpleName() + ", which is no " + resultType;
        }
        return null;
    }

    /** Stands at one row after the other. */
    private static final class Cursor implements RowValues {
        private final Batch batch;
        private final Column[] columns;
        private int row;

        Cursor(Batch batch, Column[] columns) {
            this.batch = batch;
            this.columns = columns;
        }

        /** Whether the row has all values. */
        boolean moveTo(int next) {
            row = next;
            for (Column column : columns) {
                if (column.isNull(next)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long eventTimeMs() {
            return batch.eventTime(row);
        }

        @Override
        public boolean booleanAt(int argument) {
            return ((BooleanColumn) columns[argument]).get(row);
        }

        @Override
        public long longAt(int argument) {
            return ((LongColumn) columns[argument]).get(row);
        }

        @Override
        public double doubleAt(int argument) {
            return columns[argument] instanceof LongColumn longs
                    ? longs.get(row)
                    : ((DoubleColumn) columns[argument]).get(row);
        }

        @Override
        public String textAt(int argument) {
            return ((BytesColumn) columns[argument]).text(row);
        }
    }
}
