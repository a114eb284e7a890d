/** The market application's results counted again, without a line of the engine. */
@NullMarked
package dev.freshet.testkit.market;

import org.jspecify.annotations.NullMarked;
