@NullMarked
package dev.freshet.topologies.config;

import org.jspecify.annotations.NullMarked;
