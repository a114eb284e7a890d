/** The jobs by hand, with the DataStream API. */
@NullMarked
package dev.freshet.bench.flink.stream;

import org.jspecify.annotations.NullMarked;
