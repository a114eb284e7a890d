/** Records of the Linear Road benchmark. */
@NullMarked
package dev.freshet.core.decode.linearroad;

import org.jspecify.annotations.NullMarked;
