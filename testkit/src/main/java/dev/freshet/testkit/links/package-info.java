/** What the links application finds, found again by plain code that shares none with the engine. */
@NullMarked
package dev.freshet.testkit.links;

import org.jspecify.annotations.NullMarked;
