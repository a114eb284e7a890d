@NullMarked
package dev.freshet.core.text;

import org.jspecify.annotations.NullMarked;
