package dev.freshet.spouts.file;

import dev.freshet.core.decode.InputFormat;

/** Finds where records end. Keeps its place within a record while more bytes are fetched. */
abstract class Framing {
    /** Lines, or for separated values records in which quoted fields may contain line ends (RFC 4180). */
    static Framing of(InputFormat format) {
        return format instanceof InputFormat.Csv csv ? new CsvFraming((byte) csv.delimiter()) : new LineFraming();
    }

    /** Nothing is known of the bytes to come: a record begins. */
    abstract void reset();

    /**
     * Goes on looking for the line feed that ends the record.
     *
     * @param from where to go on; the byte before it, if it is of the same record, is still there
     * @param first whether the record begins at {@code from}
     * @return the line feed's index, or -1 if there is none before {@code to}; then {@link #resumeAt} says where to go on
     */
    abstract int find(byte[] data, int from, int to, boolean first);

    /** Where to go on after {@link #find} found nothing; at most one before the bytes' end. */
    abstract int resumeAt();

    private static final class LineFraming extends Framing {
        private int resumeAt;

        @Override
        void reset() {}

        @Override
        int find(byte[] data, int from, int to, boolean first) {
            resumeAt = to;
            return ByteSearch.first(data, from, to, (byte) '\n');
        }

        @Override
        int resumeAt() {
            return resumeAt;
        }
    }

    private static final class CsvFraming extends Framing {
        private final byte delimiter;
        private boolean quoted;
        private int resumeAt;

        CsvFraming(byte delimiter) {
            this.delimiter = delimiter;
        }

        @Override
        void reset() {
            quoted = false;
        }

        @Override
        int find(byte[] data, int from, int to, boolean first) {
            int start = first ? from : -1;
            int at = from;
            while (at < to) {
                if (quoted) {
                    int quote = ByteSearch.first(data, at, to, (byte) '"');
                    if (quote < 0) {
                        break;
                    }
                    if (quote + 1 == to) {
                        resumeAt = quote;
                        return -1;
                    }
                    boolean escaped = data[quote + 1] == '"';
                    quoted = escaped;
                    at = escaped ? quote + 2 : quote + 1;
                } else {
                    int hit = ByteSearch.either(data, at, to, (byte) '\n', (byte) '"');
                    if (hit < 0) {
                        break;
                    }
                    if (data[hit] == '\n') {
                        return hit;
                    }
                    quoted = hit == start || data[hit - 1] == delimiter;
                    at = hit + 1;
                }
            }
            resumeAt = to;
            return -1;
        }

        @Override
        int resumeAt() {
            return resumeAt;
        }
    }
}
