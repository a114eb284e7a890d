/** Redis: how it is reached, and what can be retried. */
@NullMarked
package dev.freshet.bolts.redis;

import org.jspecify.annotations.NullMarked;
