/** What is wrong with what a user asked for: all of it at once, each with its place. */
@NullMarked
package dev.freshet.topologies.problem;

import org.jspecify.annotations.NullMarked;
