package dev.freshet.bolts;

import dev.freshet.core.key.BatchSplitter;
import dev.freshet.storm.EdgeSpec;

/** Makes the splitters of edges with keys. */
final class Splitters {
    private Splitters() {}

    static BatchSplitter of(EdgeSpec edge) {
        throw new IllegalStateException("no splitter for " + edge);
    }
}
