@NullMarked
package dev.freshet.bolts.lookup;

import org.jspecify.annotations.NullMarked;
