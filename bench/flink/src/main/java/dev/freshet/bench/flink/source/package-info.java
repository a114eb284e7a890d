/** The input: records in memory, or Kafka. */
@NullMarked
package dev.freshet.bench.flink.source;

import org.jspecify.annotations.NullMarked;
