/** JMH benchmarks of the engine's parts. An operation is an event. */
@NullMarked
package dev.freshet.bench.jmh;

import org.jspecify.annotations.NullMarked;
