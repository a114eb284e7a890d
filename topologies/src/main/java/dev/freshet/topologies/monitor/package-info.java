/** The monitor application: its generator of metrics. The pipeline itself is {@code conf/monitor/monitor.yaml}. */
@NullMarked
package dev.freshet.topologies.monitor;

import org.jspecify.annotations.NullMarked;
