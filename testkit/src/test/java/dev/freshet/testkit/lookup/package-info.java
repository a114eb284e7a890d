@NullMarked
package dev.freshet.testkit.lookup;

import org.jspecify.annotations.NullMarked;
