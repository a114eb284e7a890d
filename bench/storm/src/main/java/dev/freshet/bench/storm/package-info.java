/** The jobs on plain Storm, a tuple an event. */
@NullMarked
package dev.freshet.bench.storm;

import org.jspecify.annotations.NullMarked;
