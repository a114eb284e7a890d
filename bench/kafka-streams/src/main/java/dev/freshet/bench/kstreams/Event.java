package dev.freshet.bench.kstreams;

/** What the job needs of a view. */
record Event(long timeMs, String page, double value) {}
