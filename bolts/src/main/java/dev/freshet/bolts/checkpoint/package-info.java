/** Where epochs are kept: in Redis, or in files on a shared disk. */
@NullMarked
package dev.freshet.bolts.checkpoint;

import org.jspecify.annotations.NullMarked;
