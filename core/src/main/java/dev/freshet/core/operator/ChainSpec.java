package dev.freshet.core.operator;

import dev.freshet.core.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Operators one behind the other in one task, with no hop between them.
 *
 * @param operators at least one; each takes what the one before it puts out by the main port
 */
public record ChainSpec(List<OperatorSpec> operators) implements OperatorSpec {
    public ChainSpec {
        operators = List.copyOf(operators);
        if (operators.isEmpty()) {
            throw new IllegalArgumentException("a chain needs an operator");
        }
    }

    public static ChainSpec of(OperatorSpec... operators) {
        return new ChainSpec(List.of(operators));
    }

    @Override
    public Schema outputSchema() {
        return operators.get(operators.size() - 1).outputSchema();
    }

    @Override
    public String describe() {
        return operators.stream().map(OperatorSpec::describe).collect(Collectors.joining(" → "));
    }

    @Override
    public Operator create() {
        return new Chain(operators.stream().map(OperatorSpec::create).toList());
    }
}
