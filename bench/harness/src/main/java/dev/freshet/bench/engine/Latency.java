package dev.freshet.bench.engine;

/**
 * How long results took, milliseconds, from the creation of the event that let their window end.
 *
 * @param samples how many results were watched
 */
public record Latency(long samples, double p50Ms, double p99Ms, double p999Ms, double maxMs) {}
