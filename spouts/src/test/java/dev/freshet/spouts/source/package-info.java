@NullMarked
package dev.freshet.spouts.source;

import org.jspecify.annotations.NullMarked;
