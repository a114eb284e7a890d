/** Compares engines: runs them in turn, each in its own process. */
@NullMarked
package dev.freshet.bench.driver;

import org.jspecify.annotations.NullMarked;
