/** Tests of the export. */
@NullMarked
package dev.freshet.topologies.export;

import org.jspecify.annotations.NullMarked;
