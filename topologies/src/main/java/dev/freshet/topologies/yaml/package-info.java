/** Pipelines as YAML: read strictly, with every problem told at once with its line and column. */
@NullMarked
package dev.freshet.topologies.yaml;

import org.jspecify.annotations.NullMarked;
