/** Patterns over the rows of a key in the order of event time, as SQL's MATCH_RECOGNIZE has them. */
@NullMarked
package dev.freshet.core.pattern;

import org.jspecify.annotations.NullMarked;
