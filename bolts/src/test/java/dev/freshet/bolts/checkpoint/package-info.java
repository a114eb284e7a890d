@NullMarked
package dev.freshet.bolts.checkpoint;

import org.jspecify.annotations.NullMarked;
