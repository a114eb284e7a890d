@NullMarked
package dev.freshet.testkit.simulator;

import org.jspecify.annotations.NullMarked;
