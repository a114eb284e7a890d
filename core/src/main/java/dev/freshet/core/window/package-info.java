@NullMarked
package dev.freshet.core.window;

import org.jspecify.annotations.NullMarked;
