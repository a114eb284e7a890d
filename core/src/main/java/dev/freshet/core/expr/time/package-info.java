/** Functions of moments: the calendar, and moments as text. */
@NullMarked
package dev.freshet.core.expr.time;

import org.jspecify.annotations.NullMarked;
