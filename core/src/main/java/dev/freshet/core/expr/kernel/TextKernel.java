package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.text.LetterCase;
import dev.freshet.core.expr.text.TrimSet;
import dev.freshet.core.expr.text.Utf8;
import dev.freshet.core.schema.Type;

/** Functions that make texts of texts. */
final class TextKernel {
    private TextKernel() {}

    /** LOWER and UPPER. */
    record CaseOf(boolean upper) implements Kernel {
        @Override
        public boolean perEntry() {
            return true;
        }

        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn text = (BytesColumn) arguments[0];
            out.nullsOf(frame.capacity(), text);
            TextWriter writer = out.text(frame.capacity());
            byte[] data = text.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (out.isNull(row)) {
                    continue;
                }
                int start = text.start(row);
                int end = text.end(row);
                writer.open(row);
                if (LetterCase.isAscii(data, start, end)) {
                    byte[] target = writer.reserve(end - start);
                    writer.advance(LetterCase.ascii(upper, data, start, end, target, writer.position()));
                } else {
                    writer.append(LetterCase.full(upper, text.text(row)));
                }
            }
            return writer.column(Type.VARCHAR, out.nulls());
        }
    }

    /** SUBSTRING with positions and lengths in code points. */
    record Substring(String text) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn source = (BytesColumn) arguments[0];
            long[] froms = ((LongColumn) arguments[1]).values();
            long[] lengths = arguments.length > 2 ? ((LongColumn) arguments[2]).values() : froms;
            out.nullsOf(frame.capacity(), arguments);
            TextWriter writer = out.text(frame.capacity());
            byte[] data = source.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (out.isNull(row)) {
                    continue;
                }
                long first = froms[row];
                long length = arguments.length > 2 ? lengths[row] : Long.MAX_VALUE;
                if (length < 0) {
                    out.setNull(row);
                    frame.fail(row, "negative length in " + text + " (" + length + ")");
                    continue;
                }
                long behind = first > 0 && length > Long.MAX_VALUE - first ? Long.MAX_VALUE : first + length;
                int end = source.end(row);
                int start = Utf8.skip(data, source.start(row), end, Math.max(first, 1) - 1);
                int stop = Utf8.skip(data, start, end, Math.max(0, behind - Math.max(first, 1)));
                writer.put(row, data, start, stop);
            }
            return writer.column(Type.VARCHAR, out.nulls());
        }
    }

    /** TRIM, LTRIM and RTRIM. */
    record Trim(Function function) implements Kernel {
        @Override
        public boolean perEntry() {
            return true;
        }

        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn text = (BytesColumn) arguments[0];
            BytesColumn cut = (BytesColumn) arguments[1];
            out.nullsOf(frame.capacity(), text, cut);
            TextWriter writer = out.text(frame.capacity());
            byte[] data = text.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (out.isNull(row)) {
                    continue;
                }
                TrimSet set = new TrimSet(cut.data(), cut.start(row), cut.end(row));
                int start = text.start(row);
                int end = text.end(row);
                if (function != Function.RTRIM) {
                    start = set.trimStart(data, start, end);
                }
                if (function != Function.LTRIM) {
                    end = set.trimEnd(data, start, end);
                }
                writer.put(row, data, start, end);
            }
            return writer.column(Type.VARCHAR, out.nulls());
        }
    }

    /** CONCAT, which leaves NULLs out, and {@code ||}, which does not. */
    record Concat(boolean skipsNulls) implements Kernel {
        @Override
        public boolean perEntry() {
            return !skipsNulls;
        }

        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            if (skipsNulls) {
                out.noNulls(frame.capacity());
            } else {
                out.nullsOf(frame.capacity(), arguments);
            }
            TextWriter writer = out.text(frame.capacity());
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (out.isNull(row)) {
                    continue;
                }
                writer.open(row);
                for (Column argument : arguments) {
                    if (!argument.isNull(row)) {
                        BytesColumn text = (BytesColumn) argument;
                        writer.append(text.data(), text.start(row), text.end(row));
                    }
                }
            }
            return writer.column(Type.VARCHAR, out.nulls());
        }
    }

    /** REPLACE. */
    static final class Replace implements Kernel {
        @Override
        public boolean perEntry() {
            return true;
        }

        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn text = (BytesColumn) arguments[0];
            BytesColumn old = (BytesColumn) arguments[1];
            BytesColumn fresh = (BytesColumn) arguments[2];
            out.nullsOf(frame.capacity(), arguments);
            TextWriter writer = out.text(frame.capacity());
            byte[] data = text.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (out.isNull(row)) {
                    continue;
                }
                writer.open(row);
                int oldStart = old.start(row);
                int oldEnd = old.end(row);
                int end = text.end(row);
                int at = text.start(row);
                int hit = oldStart == oldEnd ? -1 : Utf8.indexOf(data, at, end, old.data(), oldStart, oldEnd);
                while (hit >= 0) {
                    writer.append(data, at, hit);
                    writer.append(fresh.data(), fresh.start(row), fresh.end(row));
                    at = hit + oldEnd - oldStart;
                    hit = Utf8.indexOf(data, at, end, old.data(), oldStart, oldEnd);
                }
                writer.append(data, at, end);
            }
            return writer.column(Type.VARCHAR, out.nulls());
        }
    }

    /** SPLIT_INDEX. */
    static final class SplitIndex implements Kernel {
        @Override
        public boolean perEntry() {
            return true;
        }

        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn text = (BytesColumn) arguments[0];
            BytesColumn delimiter = (BytesColumn) arguments[1];
            long[] indexes = ((LongColumn) arguments[2]).values();
            out.nullsOf(frame.capacity(), arguments);
            TextWriter writer = out.text(frame.capacity());
            byte[] data = text.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (out.isNull(row)) {
                    continue;
                }
                int from = delimiter.start(row);
                int to = delimiter.end(row);
                int end = text.end(row);
                int at = from == to || indexes[row] < 0 ? -1 : text.start(row);
                for (long skip = indexes[row]; skip > 0 && at >= 0; skip--) {
                    int hit = Utf8.indexOf(data, at, end, delimiter.data(), from, to);
                    at = hit < 0 ? -1 : hit + to - from;
                }
                if (at < 0) {
                    out.setNull(row);
                } else {
                    int hit = Utf8.indexOf(data, at, end, delimiter.data(), from, to);
                    writer.put(row, data, at, hit < 0 ? end : hit);
                }
            }
            return writer.column(Type.VARCHAR, out.nulls());
        }
    }
}
