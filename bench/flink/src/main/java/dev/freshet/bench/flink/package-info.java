/** The jobs on Flink. */
@NullMarked
package dev.freshet.bench.flink;

import org.jspecify.annotations.NullMarked;
