@NullMarked
package dev.freshet.topologies.job;

import org.jspecify.annotations.NullMarked;
