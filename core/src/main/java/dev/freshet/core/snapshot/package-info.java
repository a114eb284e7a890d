/** State on its way out of and into operators, by key group. */
@NullMarked
package dev.freshet.core.snapshot;

import org.jspecify.annotations.NullMarked;
