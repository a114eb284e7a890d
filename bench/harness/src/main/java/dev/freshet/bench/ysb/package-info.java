/** The table of the Yahoo Streaming Benchmark, and looking it up. */
@NullMarked
package dev.freshet.bench.ysb;

import org.jspecify.annotations.NullMarked;
