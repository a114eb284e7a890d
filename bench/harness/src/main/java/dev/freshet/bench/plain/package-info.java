/** The jobs in two-thread loops without an engine: what the machine can do. */
@NullMarked
package dev.freshet.bench.plain;

import org.jspecify.annotations.NullMarked;
