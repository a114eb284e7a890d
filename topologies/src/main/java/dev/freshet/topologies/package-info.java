/** The entry point of the jar that {@code storm jar} takes. */
@NullMarked
package dev.freshet.topologies;

import org.jspecify.annotations.NullMarked;
