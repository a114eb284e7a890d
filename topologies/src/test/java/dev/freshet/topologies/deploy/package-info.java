@NullMarked
package dev.freshet.topologies.deploy;

import org.jspecify.annotations.NullMarked;
