@NullMarked
package dev.freshet.core.decode.time;

import org.jspecify.annotations.NullMarked;
