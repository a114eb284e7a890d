/** Look-up joins: rows get columns from a table that is kept elsewhere, by way of a cache. */
@NullMarked
package dev.freshet.core.lookup;

import org.jspecify.annotations.NullMarked;
