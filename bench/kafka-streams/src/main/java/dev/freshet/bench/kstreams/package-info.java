/** The jobs on Kafka Streams. */
@NullMarked
package dev.freshet.bench.kstreams;

import org.jspecify.annotations.NullMarked;
