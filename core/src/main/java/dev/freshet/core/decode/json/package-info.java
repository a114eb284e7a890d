/** JSON records. */
@NullMarked
package dev.freshet.core.decode.json;

import org.jspecify.annotations.NullMarked;
