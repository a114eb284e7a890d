/** Linear Road's answers found again, without the engine. */
@NullMarked
package dev.freshet.testkit.road;

import org.jspecify.annotations.NullMarked;
