/** The fluent builder of plans, and plans as text. */
@NullMarked
package dev.freshet.topologies.pipeline;

import org.jspecify.annotations.NullMarked;
