package dev.freshet.spouts.source;

import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.operator.Counters;
import java.util.function.LongSupplier;

/**
 * What a reader is told when it is opened.
 *
 * @param job the job's name
 * @param source the input's name in the plan
 * @param taskIndex which of the source's tasks this is, from 0
 * @param tasks how many tasks the source has
 * @param format what records look like
 * @param maxRecordBytes larger records are rejected
 * @param clock processing time, epoch ms
 * @param counters the task's
 */
public record ReaderContext(
        String job,
        String source,
        int taskIndex,
        int tasks,
        InputFormat format,
        int maxRecordBytes,
        LongSupplier clock,
        Counters counters) {}
