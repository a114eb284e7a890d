@NullMarked
package dev.freshet.core.plan;

import org.jspecify.annotations.NullMarked;
