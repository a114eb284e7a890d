@NullMarked
package dev.freshet.core.expr;

import org.jspecify.annotations.NullMarked;
