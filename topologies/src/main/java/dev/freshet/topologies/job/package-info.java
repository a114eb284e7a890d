/** From what a user asks for to a job that can be submitted. */
@NullMarked
package dev.freshet.topologies.job;

import org.jspecify.annotations.NullMarked;
