@NullMarked
package dev.freshet.core.snapshot;

import org.jspecify.annotations.NullMarked;
