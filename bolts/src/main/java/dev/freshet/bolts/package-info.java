/** Storm bolts that host operators. */
@NullMarked
package dev.freshet.bolts;

import org.jspecify.annotations.NullMarked;
