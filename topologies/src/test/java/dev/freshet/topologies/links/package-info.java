@NullMarked
package dev.freshet.topologies.links;

import org.jspecify.annotations.NullMarked;
