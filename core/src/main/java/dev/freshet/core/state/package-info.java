/** Rows that operators keep by key and time, in columns, and when to look at a key again. */
@NullMarked
package dev.freshet.core.state;

import org.jspecify.annotations.NullMarked;
