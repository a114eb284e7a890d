/** Text to typed expressions, at submission. Calcite parses; nothing of it is in what comes out. */
@NullMarked
package dev.freshet.sql;

import org.jspecify.annotations.NullMarked;
