@NullMarked
package dev.freshet.core.decode;

import org.jspecify.annotations.NullMarked;
