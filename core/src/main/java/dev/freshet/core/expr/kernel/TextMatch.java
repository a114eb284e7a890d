package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.text.LikePattern;
import dev.freshet.core.expr.text.Regex;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;

/** LIKE, RLIKE and REGEXP_EXTRACT. */
final class TextMatch {
    private TextMatch() {}

    /** LIKE with a pattern that is known. */
    record Like(LikePattern pattern) implements Kernel {
        static Like of(String pattern, int escape) {
            byte[] bytes = pattern.getBytes(StandardCharsets.UTF_8);
            return new Like(LikePattern.of(bytes, 0, bytes.length, escape));
        }

        @Override
        public boolean perEntry() {
            return true;
        }

        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn text = (BytesColumn) arguments[0];
            boolean[] result = out.booleans(frame.capacity());
            out.nullsOf(frame.capacity(), text);
            byte[] data = text.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    result[row] = pattern.matches(data, text.start(row), text.end(row));
                }
            }
            return new BooleanColumn(result, out.nulls());
        }
    }

    /** LIKE with a pattern of the row's own; one that is none is an error of the row. */
    record LikeOfRow(int escape) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn text = (BytesColumn) arguments[0];
            BytesColumn patterns = (BytesColumn) arguments[1];
            boolean[] result = out.booleans(frame.capacity());
            out.nullsOf(frame.capacity(), text, patterns);
            byte[] data = text.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    try {
                        result[row] = LikePattern.of(patterns.data(), patterns.start(row), patterns.end(row), escape)
                                .matches(data, text.start(row), text.end(row));
                    } catch (IllegalArgumentException e) {
                        out.setNull(row);
                        frame.fail(row, String.valueOf(e.getMessage()));
                    }
                }
            }
            return new BooleanColumn(result, out.nulls());
        }
    }

    /** RLIKE. */
    record RegexLike(Regex regex) implements Kernel {
        @Override
        public boolean perEntry() {
            return true;
        }

        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn text = (BytesColumn) arguments[0];
            boolean[] result = out.booleans(frame.capacity());
            out.nullsOf(frame.capacity(), text);
            byte[] data = text.data();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    result[row] = regex.find(data, text.start(row), text.end(row));
                }
            }
            return new BooleanColumn(result, out.nulls());
        }
    }

    /** REGEXP_EXTRACT. */
    static final class RegexExtract implements Kernel {
        private final Regex regex;
        private final int group;

        RegexExtract(Regex regex, int group) {
            this.regex = regex;
            this.group = group;
        }

        @Override
        public boolean perEntry() {
            return true;
        }

        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BytesColumn text = (BytesColumn) arguments[0];
            out.nullsOf(frame.capacity(), text);
            byte[] data = text.data();
            TextWriter writer = out.text(frame.capacity());
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (out.isNull(row)) {
                    continue;
                }
                int start = text.start(row);
                if (regex.locate(data, start, text.end(row)) && regex.start(group) >= 0) {
                    writer.put(row, data, start + regex.start(group), start + regex.end(group));
                } else {
                    out.setNull(row);
                }
            }
            return writer.column(Type.VARCHAR, out.nulls());
        }
    }
}
