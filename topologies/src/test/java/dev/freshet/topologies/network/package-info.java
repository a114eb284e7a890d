@NullMarked
package dev.freshet.topologies.network;

import org.jspecify.annotations.NullMarked;
