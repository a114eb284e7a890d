/** Functions of places and addresses. */
@NullMarked
package dev.freshet.core.expr.space;

import org.jspecify.annotations.NullMarked;
