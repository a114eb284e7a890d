/** Runs operators without a host: synchronous, by one thread, with clocks turned by the test. */
@NullMarked
package dev.freshet.testkit.operator;

import org.jspecify.annotations.NullMarked;
