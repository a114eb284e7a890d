@NullMarked
package dev.freshet.bolts.redis;

import org.jspecify.annotations.NullMarked;
