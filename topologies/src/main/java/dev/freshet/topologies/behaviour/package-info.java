/** The application {@code behaviour}: flows of clients that are up to no good, to try it with. */
@NullMarked
package dev.freshet.topologies.behaviour;

import org.jspecify.annotations.NullMarked;
