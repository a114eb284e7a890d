/** The process that runs one engine once. */
@NullMarked
package dev.freshet.bench.main;

import org.jspecify.annotations.NullMarked;
