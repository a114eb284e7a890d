package dev.freshet.bolts.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a log as it stands in Redis.
 *
 * @param timeMs the event time, epoch ms
 * @param texts by {@link ResultSpec#valueFields}: what {@link ResultReader#value} reads; null where there is no value
 */
public record LogLine(long timeMs, List<@Nullable String> texts) {}
