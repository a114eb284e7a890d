@NullMarked
package dev.freshet.core.key;

import org.jspecify.annotations.NullMarked;
