/** Results taken out of Redis into files. */
@NullMarked
package dev.freshet.topologies.export;

import org.jspecify.annotations.NullMarked;
