/** The jobs that engines are compared on, and their input. */
@NullMarked
package dev.freshet.bench.job;

import org.jspecify.annotations.NullMarked;
