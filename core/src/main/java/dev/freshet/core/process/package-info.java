/** Programs of one's own over the rows of a key, with state and timers. */
@NullMarked
package dev.freshet.core.process;

import org.jspecify.annotations.NullMarked;
