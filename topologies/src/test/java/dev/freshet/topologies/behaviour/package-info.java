@NullMarked
package dev.freshet.topologies.behaviour;

import org.jspecify.annotations.NullMarked;
