/** Windows and totals in hash maps, for engines whose users write them by hand. */
@NullMarked
package dev.freshet.bench.windows;

import org.jspecify.annotations.NullMarked;
