/** Functions of UTF-8 bytes: patterns, regular expressions, case, search. */
@NullMarked
package dev.freshet.core.expr.text;

import org.jspecify.annotations.NullMarked;
