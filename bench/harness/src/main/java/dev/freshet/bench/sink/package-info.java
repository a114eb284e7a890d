/** Where engines without a sink of their own put a job's results. */
@NullMarked
package dev.freshet.bench.sink;

import org.jspecify.annotations.NullMarked;
