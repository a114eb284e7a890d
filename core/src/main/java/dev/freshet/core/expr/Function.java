package dev.freshet.core.expr;

/** What a {@link Expr.Call} computes. */
public enum Function {
    /** BOOLEAN: three-valued AND of two or more arguments, left to right, short-circuit. */
    AND,
    /** BOOLEAN: three-valued OR of two or more arguments, left to right, short-circuit. */
    OR,
    /** BOOLEAN: three-valued NOT. */
    NOT
}
