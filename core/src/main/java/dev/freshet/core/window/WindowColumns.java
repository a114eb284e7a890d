package dev.freshet.core.window;

import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.List;

/**
 * The columns that results of windows begin and end with: {@code window_start, window_end, <keys>, <aggregates>, _kind,
 * _rev}. The event time of such a row is {@code window_end - 1}.
 */
public final class WindowColumns {
    /** TIMESTAMP: the first millisecond of the window. */
    public static final String START = "window_start";
    /** TIMESTAMP: the first millisecond after the window. */
    public static final String END = "window_end";
    /** VARCHAR: {@code early}, {@code final} or {@code late}. */
    public static final String KIND = "_kind";
    /** BIGINT: 0 for the first row emitted for this key and window, then 1, 2, … */
    public static final String REVISION = "_rev";

    /** The window is still open. */
    public static final String EARLY = "early";
    /** The watermark has passed the window's end. */
    public static final String FINAL = "final";
    /** A correction: a row came after the final result, within the allowed lateness. */
    public static final String CORRECTION = "late";

    private WindowColumns() {}

    public static List<Field> leading() {
        return List.of(Field.required(START, Type.TIMESTAMP), Field.required(END, Type.TIMESTAMP));
    }

    public static List<Field> trailing() {
        return List.of(Field.required(KIND, Type.VARCHAR), Field.required(REVISION, Type.BIGINT));
    }
}
