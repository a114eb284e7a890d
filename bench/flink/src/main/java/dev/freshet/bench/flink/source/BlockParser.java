package dev.freshet.bench.flink.source;

import dev.freshet.bench.job.Block;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;

/** Turns records into what flows through the job. One a source task. */
public interface BlockParser<T> {
    void parse(Block records, Consumer<T> into) throws IOException;

    /** Makes a task's parser. */
    interface Factory<T> extends Serializable {
        BlockParser<T> open() throws Exception;
    }
}
