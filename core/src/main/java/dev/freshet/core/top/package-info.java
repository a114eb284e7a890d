/** The first n of each window by a column, in two stages. */
@NullMarked
package dev.freshet.core.top;

import org.jspecify.annotations.NullMarked;
