/** What cannot be used: why, and where it came from. */
@NullMarked
package dev.freshet.core.dead;

import org.jspecify.annotations.NullMarked;
