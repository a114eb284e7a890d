/** Typed configuration: keys with type, default, validator and documentation, read from several places and checked as a whole. */
@NullMarked
package dev.freshet.topologies.config;

import org.jspecify.annotations.NullMarked;
