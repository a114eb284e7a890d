package dev.freshet.core.pattern;

import dev.freshet.core.aggregate.AggregateCall;
import java.io.Serializable;

/**
 * What is told of a match: an aggregate over its rows, in their order.
 *
 * @param variable the variable whose rows count; empty for all rows of the match
 * @param call over the input schema
 */
public record Measure(String variable, AggregateCall call) implements Serializable {}
