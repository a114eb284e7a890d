package dev.freshet.topologies.job;

import dev.freshet.core.plan.InputNode;

/**
 * An input of the plan with where its records come from.
 *
 * @param bounded whether it ends
 */
public record BoundInput(InputNode input, Binding binding, boolean bounded) {}
