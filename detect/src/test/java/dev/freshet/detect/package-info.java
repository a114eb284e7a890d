@NullMarked
package dev.freshet.detect;

import org.jspecify.annotations.NullMarked;
