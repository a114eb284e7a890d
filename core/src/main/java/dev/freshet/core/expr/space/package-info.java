/** Functions of places on Earth and of network addresses. */
@NullMarked
package dev.freshet.core.expr.space;

import org.jspecify.annotations.NullMarked;
