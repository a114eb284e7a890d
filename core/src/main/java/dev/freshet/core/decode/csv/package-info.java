/** Records of separated values. */
@NullMarked
package dev.freshet.core.decode.csv;

import org.jspecify.annotations.NullMarked;
