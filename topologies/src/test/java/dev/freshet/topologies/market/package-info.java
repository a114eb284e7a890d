@NullMarked
package dev.freshet.topologies.market;

import org.jspecify.annotations.NullMarked;
