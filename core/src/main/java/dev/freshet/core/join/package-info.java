/** Joins of two streams by key and event time. */
@NullMarked
package dev.freshet.core.join;

import org.jspecify.annotations.NullMarked;
