package dev.freshet.core.rule;

/** What becomes of a row. */
public enum RuleMode {
    /** It is kept if any rule holds for it, once. */
    FILTER,
    /** It comes out once for each rule that holds for it. */
    EXPLODE
}
