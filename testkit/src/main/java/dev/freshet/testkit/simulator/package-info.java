/**
 * Whole topologies of the exactly-once protocol in one thread, under a seeded scheduler that crashes, delays, drops, doubles and wakes the
 * dead. The machines are the product's; only the hosts of Storm are stood in for.
 */
@NullMarked
package dev.freshet.testkit.simulator;

import org.jspecify.annotations.NullMarked;
