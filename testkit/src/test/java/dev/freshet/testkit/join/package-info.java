/** Joins against DuckDB and against documented examples. */
@NullMarked
package dev.freshet.testkit.join;

import org.jspecify.annotations.NullMarked;
