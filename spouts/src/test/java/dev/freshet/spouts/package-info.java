@NullMarked
package dev.freshet.spouts;

import org.jspecify.annotations.NullMarked;
