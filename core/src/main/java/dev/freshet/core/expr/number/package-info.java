/** Numbers: rounding, and numbers as text. */
@NullMarked
package dev.freshet.core.expr.number;

import org.jspecify.annotations.NullMarked;
