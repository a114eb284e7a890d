/** Guesses what records look like from a sample. */
@NullMarked
package dev.freshet.topologies.schema;

import org.jspecify.annotations.NullMarked;
