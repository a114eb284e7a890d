@NullMarked
package dev.freshet.topologies.road.loops;

import org.jspecify.annotations.NullMarked;
