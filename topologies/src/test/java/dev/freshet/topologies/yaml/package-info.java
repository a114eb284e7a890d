@NullMarked
package dev.freshet.topologies.yaml;

import org.jspecify.annotations.NullMarked;
