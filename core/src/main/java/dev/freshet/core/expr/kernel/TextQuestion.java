package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.text.Utf8;
import dev.freshet.core.schema.Type;
import java.util.Arrays;

/** Functions that ask something of texts: POSITION, CHAR_LENGTH, STARTS_WITH, ENDS_WITH, CONTAINS. */
final class TextQuestion {
    private TextQuestion() {}

    /** CHAR_LENGTH. */
    static final class Length implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn text = (BytesColumn) arguments[0];
            long[] result = out.longs(frame.capacity());
            out.nullsOf(frame.capacity(), text);
            byte[] data = text.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    result[row] = Utf8.codePoints(data, text.start(row), text.end(row));
                }
            }
            return new LongColumn(Type.BIGINT, result, out.nulls());
        }
    }

    /** POSITION. */
    static final class Position implements Kernel {
        @Override
        public boolean perEntry() {
            return true;
        }

        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn needle = (BytesColumn) arguments[0];
            BytesColumn text = (BytesColumn) arguments[1];
            long[] result = out.longs(frame.capacity());
            out.nullsOf(frame.capacity(), arguments);
            byte[] data = text.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    int start = text.start(row);
                    int hit =
                            Utf8.indexOf(data, start, text.end(row), needle.data(), needle.start(row), needle.end(row));
                    result[row] = hit < 0 ? 0 : Utf8.codePoints(data, start, hit) + 1;
                }
            }
            return new LongColumn(Type.BIGINT, result, out.nulls());
        }
    }

    /** STARTS_WITH, ENDS_WITH and CONTAINS. */
    record Holds(Function function) implements Kernel {
        @Override
        public boolean perEntry() {
            return true;
        }

        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn text = (BytesColumn) arguments[0];
            BytesColumn part = (BytesColumn) arguments[1];
            boolean[] result = out.booleans(frame.capacity());
            out.nullsOf(frame.capacity(), arguments);
            byte[] data = text.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    int start = text.start(row);
                    int end = text.end(row);
                    int from = part.start(row);
                    int to = part.end(row);
                    int length = to - from;
                    result[row] = length <= end - start
                            && switch (function) {
                                case STARTS_WITH -> Arrays.equals(data, start, start + length, part.data(), from, to);
                                case ENDS_WITH -> Arrays.equals(data, end - length, end, part.data(), from, to);
                                default -> Utf8.indexOf(data, start, end, part.data(), from, to) >= 0;
                            };
                }
            }
            return new BooleanColumn(result, out.nulls());
        }
    }
}
