/** The behaviour application's results counted again, without a line of the engine. */
@NullMarked
package dev.freshet.testkit.behaviour;

import org.jspecify.annotations.NullMarked;
