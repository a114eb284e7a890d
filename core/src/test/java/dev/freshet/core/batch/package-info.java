@NullMarked
package dev.freshet.core.batch;

import org.jspecify.annotations.NullMarked;
