/** Loop detectors: where they are, what is usual there, what comes, and what travels along the road. */
@NullMarked
package dev.freshet.topologies.road.loops;

import org.jspecify.annotations.NullMarked;
