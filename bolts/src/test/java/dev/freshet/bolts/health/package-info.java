@NullMarked
package dev.freshet.bolts.health;

import org.jspecify.annotations.NullMarked;
