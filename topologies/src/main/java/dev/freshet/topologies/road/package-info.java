/** Roads: Linear Road's rules as programs over the rows of a key, and a generator of its traffic. */
@NullMarked
package dev.freshet.topologies.road;

import org.jspecify.annotations.NullMarked;
