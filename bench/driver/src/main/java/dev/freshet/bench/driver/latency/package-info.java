/** How long it takes from an event to the result that can be read, at a fixed rate. */
@NullMarked
package dev.freshet.bench.driver.latency;

import org.jspecify.annotations.NullMarked;
