/** A real Storm cluster of several processes. */
@NullMarked
package dev.freshet.services.storm;

import org.jspecify.annotations.NullMarked;
