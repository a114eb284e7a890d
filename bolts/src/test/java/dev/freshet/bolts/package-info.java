@NullMarked
package dev.freshet.bolts;

import org.jspecify.annotations.NullMarked;
