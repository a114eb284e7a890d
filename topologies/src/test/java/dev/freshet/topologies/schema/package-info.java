@NullMarked
package dev.freshet.topologies.schema;

import org.jspecify.annotations.NullMarked;
