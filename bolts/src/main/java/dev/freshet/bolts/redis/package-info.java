/** Redis: how it is reached, what can be retried, and the job board kept there. */
@NullMarked
package dev.freshet.bolts.redis;

import org.jspecify.annotations.NullMarked;
