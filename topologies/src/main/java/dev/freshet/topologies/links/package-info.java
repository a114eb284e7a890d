/** The application {@code links}: what is wrong with interfaces of network devices, and telemetry to try it with. */
@NullMarked
package dev.freshet.topologies.links;

import org.jspecify.annotations.NullMarked;
