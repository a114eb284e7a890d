package dev.freshet.spouts;

import dev.freshet.spouts.file.FileInput;
import dev.freshet.spouts.source.SourceSpec;

/** Reads files: plain, gzip or zstd; see {@link FileInput}. */
public final class FileSpout extends BatchSpout {
    private static final long serialVersionUID = 1L;

    /**
     * @param spec its reader is replaced by the input
     */
    public FileSpout(SourceSpec spec, FileInput input) {
        super(spec.reading(input));
    }
}
