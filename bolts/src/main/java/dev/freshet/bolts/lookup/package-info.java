/** Look-up joins with tables in Redis. */
@NullMarked
package dev.freshet.bolts.lookup;

import org.jspecify.annotations.NullMarked;
