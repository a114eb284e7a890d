/**
 * A pipeline as data: inputs, steps and sinks with typed expressions, schemas and options. It is made by the fluent builder
 * or from YAML, and can be printed, compared, serialized and compiled.
 */
@NullMarked
package dev.freshet.core.plan;

import org.jspecify.annotations.NullMarked;
