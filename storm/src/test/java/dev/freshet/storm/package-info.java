@NullMarked
package dev.freshet.storm;

import org.jspecify.annotations.NullMarked;
