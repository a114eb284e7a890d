/** Reading moments out of bytes. */
@NullMarked
package dev.freshet.core.decode.time;

import org.jspecify.annotations.NullMarked;
