package dev.freshet.core.decode;

import dev.freshet.core.decode.scan.FieldTest;
import dev.freshet.core.expr.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Those conditions of a predicate that can be tested on a field's bytes while its record is still being scanned: the
 * conjuncts, from the left up to the first that could fail, that compare one column with constants.
 *
 * @param tests for each slot its test, or null
 * @param complete whether the tests are the whole predicate, so that nothing is left to evaluate
 */
record EarlyTests(@Nullable FieldTest[] tests, boolean complete) {
    static EarlyTests of(@Nullable Expr predicate, Slots slots) {
        return new EarlyTests(new FieldTest[slots.size()], false);
    }
}
