/** The network application's own code: what its pipeline file cannot say. */
@NullMarked
package dev.freshet.topologies.network;

import org.jspecify.annotations.NullMarked;
