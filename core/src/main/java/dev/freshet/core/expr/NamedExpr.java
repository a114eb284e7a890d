package dev.freshet.core.expr;

import java.io.Serializable;

/**
 * An expression with the name of the column that it makes.
 *
 * @param name the column's name, not empty
 * @param expr what it holds
 */
public record NamedExpr(String name, Expr expr) implements Serializable {
    public NamedExpr {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column needs a name");
        }
    }

    @Override
    public String toString() {
        boolean same = expr instanceof Expr.Column column && column.name().equals(name);
        return same ? expr.toString() : expr + " AS " + ExprText.name(name);
    }
}
