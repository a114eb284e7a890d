package dev.freshet.topologies.export;

import dev.freshet.bolts.results.ResultSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The results of one run of a job, as they stand in the store. */
interface StoredRows {
    /** The job's results. */
    List<ResultSpec> results();

    /**
     * Gives each row of a result that the run has written: values by the names of the result's columns, as they stand in the
     * store; a NULL is left out. Rows of a log have their event time under {@link #TIME}, epoch ms, and come oldest first.
     */
    void forEach(ResultSpec result, Consumer<Map<String, String>> row);

    /** The event time of a log's row. */
    String TIME = "_time";
}
