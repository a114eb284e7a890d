package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.dead.UserCode;
import dev.freshet.core.expr.RowErrors;
import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/** A {@link UserAggregate} over many groups. */
final class UserStates<S> extends SlotStates<UserState<S>> {
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
            if (slots[i] >= 0 && cursor.moveTo(batch.row(i))) {
                of(slots[i]).addOrBreak(cursor);
            }
        }
    }

    /** Copies states only behind a first failure, for which the rows before it are added again. */
    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots, RowErrors failed) {
        Cursor cursor = new Cursor(batch, arguments);
        int size = batch.size();
        boolean careful = false;
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] < 0 || !cursor.moveTo(row)) {
                continue;
            }
            UserState<S> state = of(slots[i]);
            byte[] before = careful ? state.copy() : null;
            try {
                state.add(cursor);
            } catch (Exception | StackOverflowError e) {
                failed.error(row, call.text() + ": " + UserCode.words(e));
                if (before != null) {
                    state.backTo(before);
                } else {
                    again(batch, cursor, slots, i);
                }
                careful = true;
            }
        }
    }

    private void again(Batch batch, Cursor cursor, int[] slots, int end) {
        int slot = slots[end];
        clear(slot);
        UserState<S> state = of(slot);
        for (int i = 0; i < end; i++) {
            if (slots[i] == slot && cursor.moveTo(batch.row(i))) {
                state.addOrBreak(cursor);
            }
        }
    }

    @Override
    UserState<S> newState() {
        return new UserState<>(function);
    }

    @Override
    void merge(UserState<S> into, UserState<S> from) {
        into.merge(from);
    }

    @Override
    void write(UserState<S> state, PackedWriter to) {
        state.write(to);
    }

    @Override
    void read(UserState<S> into, PackedReader from) {
        into.read(from);
    }

    @Override
    long sizeBytes(UserState<S> state) {
        return state.sizeBytes();
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        UserState<S> state = found(slot);
        if (state == null) {
            return null;
        }
        String broken = state.broken();
        if (broken != null) {
            return call.text() + " has no result: " + broken;
        }
        try {
            return put(state.result(), out, column);
        } catch (Exception | StackOverflowError e) {
            return call.text() + " has no result: " + UserCode.words(e);
        }
    }

    private @Nullable String put(@Nullable Object result, BatchBuilder out, int column) {
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
