/** The network application: its generator of flow records. The pipeline itself is {@code conf/network/network.yaml}. */
@NullMarked
package dev.freshet.topologies.network;

import org.jspecify.annotations.NullMarked;
