@NullMarked
package dev.freshet.core.time;

import org.jspecify.annotations.NullMarked;
