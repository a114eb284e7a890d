/** A real redis-server as a child process. */
@NullMarked
package dev.freshet.services.redis;

import org.jspecify.annotations.NullMarked;
