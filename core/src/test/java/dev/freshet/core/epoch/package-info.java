@NullMarked
package dev.freshet.core.epoch;

import org.jspecify.annotations.NullMarked;
