@NullMarked
package dev.freshet.services.redis;

import org.jspecify.annotations.NullMarked;
