@NullMarked
package dev.freshet.topologies.pipeline;

import org.jspecify.annotations.NullMarked;
