/** Where results go. */
@NullMarked
package dev.freshet.bench.flink.sink;

import org.jspecify.annotations.NullMarked;
