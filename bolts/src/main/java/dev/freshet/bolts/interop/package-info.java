/** The ways from batches to rows and back, so that any Storm bolt can be attached. */
@NullMarked
package dev.freshet.bolts.interop;

import org.jspecify.annotations.NullMarked;
