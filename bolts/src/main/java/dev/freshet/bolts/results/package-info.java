/** Results in Redis: the contract of keys and values, the bolts that write them, and the reading side. */
@NullMarked
package dev.freshet.bolts.results;

import org.jspecify.annotations.NullMarked;
