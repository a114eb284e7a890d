@NullMarked
package dev.freshet.core.decode.scan;

import org.jspecify.annotations.NullMarked;
