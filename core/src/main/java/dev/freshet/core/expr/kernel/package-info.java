/** Expressions as kernels over columns. */
@NullMarked
package dev.freshet.core.expr.kernel;

import org.jspecify.annotations.NullMarked;
