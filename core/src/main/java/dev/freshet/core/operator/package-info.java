@NullMarked
package dev.freshet.core.operator;

import org.jspecify.annotations.NullMarked;
