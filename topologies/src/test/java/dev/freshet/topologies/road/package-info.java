/** Tests of roads. */
@NullMarked
package dev.freshet.topologies.road;

import org.jspecify.annotations.NullMarked;
