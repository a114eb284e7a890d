/** From a plan to a Storm topology. */
@NullMarked
package dev.freshet.topologies.deploy;

import org.jspecify.annotations.NullMarked;
