package dev.freshet.bolts.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result as it was read.
 *
 * @param startMs the window's first millisecond, epoch ms; of a log's row the event time
 * @param endMs the first millisecond after the window, epoch ms; of a log's row the event time
 * @param kind {@code early}, {@code final} or {@code late}; empty in a log
 * @param revision the revision of a window's row; 0 in a log
 * @param generation of the run that wrote it; 0 in a log
 * @param values by {@link ResultSpec#valueFields}: Boolean, Long (BIGINT, and TIMESTAMP in epoch ms), Double or String
 */
public record ResultRow(
        long startMs, long endMs, String kind, long revision, long generation, List<@Nullable Object> values) {
    public ResultRow {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
