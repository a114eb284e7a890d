@NullMarked
package dev.freshet.core.aggregate;

import org.jspecify.annotations.NullMarked;
