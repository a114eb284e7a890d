package dev.freshet.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.ExprCodec;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random expressions are read back as they were written. */
class ExprCodecFuzz {
    @Test
    void readsBackWhatItWrote() {
        long seed = Long.getLong("freshet.fuzz.seed", 20261129L);
        Random random = new Random(seed);
        for (int n = 0; n < Integer.getInteger("freshet.fuzz.cases", 300); n++) {
            RandomExpression expressions = new RandomExpression(random);
            String text =
                    expressions.of(expressions.type(), 1 + random.nextInt(4)).ours();
            Expr expr = ExpressionParser.parse(text, ExpressionFuzz.SCHEMA);
            StateOutput out = new StateOutput();
            ExprCodec.write(expr, out);
            StateInput in = new StateInput(out.toBytes(), 0, out.size());
            assertThat(ExprCodec.read(in, ExpressionFuzz.SCHEMA))
                    .as("seed " + seed + ", case " + n + ": " + text)
                    .isEqualTo(expr);
            assertThat(in.hasMore()).isFalse();
        }
    }
}
