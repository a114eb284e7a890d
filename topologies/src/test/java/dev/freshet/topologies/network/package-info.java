/** Tests of the network application's own code. */
@NullMarked
package dev.freshet.topologies.network;

import org.jspecify.annotations.NullMarked;
