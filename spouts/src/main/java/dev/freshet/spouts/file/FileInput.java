package dev.freshet.spouts.file;

import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.ReaderFactory;
import dev.freshet.spouts.source.SourceReader;
import java.util.List;

/**
 * Files as a source: plain, gzip or zstd, told by their first bytes. Each file is a partition, numbered by its place in the
 * sorted list; a record's offset is its number in the file, from 0; a CSV header is record 0. Task <i>t</i> of <i>n</i>
 * reads the files whose number is <i>t</i> modulo <i>n</i>. The files are to be there under the same paths on every worker.
 *
 * @param paths files, directories (read with all below them, hidden files left out), or globs ({@code logs/*.gz})
 * @param events how many records are read in all, headers not counted; {@link #ALL}, or fewer: then the first task alone
 *     reads, file after file
 */
public record FileInput(List<String> paths, long events) implements ReaderFactory {
    /** Every record. */
    public static final long ALL = Long.MAX_VALUE;

    public FileInput {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("a file source needs a path");
        }
        if (events < 0) {
            throw new IllegalArgumentException("the number of records must not be negative (" + events + ")");
        }
    }

    /** Every record of these files. */
    public static FileInput of(String... paths) {
        return new FileInput(List.of(paths), ALL);
    }

    @Override
    public SourceReader open(ReaderContext context) {
        return new FileReader(this, context);
    }

    @Override
    public String describe() {
        return "files " + String.join(", ", paths) + (events == ALL ? "" : ", the first " + events + " records");
    }
}
