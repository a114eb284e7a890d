package dev.freshet.bench.storm;

/** Names of components, streams and fields. */
final class Names {
    static final String SPOUT = "events";
    static final String PARSE = "parse";
    static final String COUNT = "count";
    static final String TOTAL = "total";

    /** The stream on which a source says that all it had is acked. */
    static final String END = "end";

    static final String SOURCE = "source";
    static final String RECORD = "record";
    static final String KEY = "key";
    static final String TIME = "time";
    static final String VALUE = "value";
    static final String TEXT = "text";
    static final String WINDOW = "window";
    static final String COUNT_FIELD = "count";

    private Names() {}
}
