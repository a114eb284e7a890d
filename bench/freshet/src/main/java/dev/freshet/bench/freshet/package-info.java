/** The jobs on Freshet. */
@NullMarked
package dev.freshet.bench.freshet;

import org.jspecify.annotations.NullMarked;
