@NullMarked
package dev.freshet.core.schema;

import org.jspecify.annotations.NullMarked;
