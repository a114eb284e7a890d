package dev.freshet.topologies.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.operator.FilterSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PushedPredicateTest {
    private static final String INPUT = """
            name: shop
            inputs:
              orders: { format: json, schema: { ts: TIMESTAMP(ms), item: VARCHAR, n: BIGINT, d: BIGINT NULL } }
            streams:
              sold: { from: orders, where: n > 0 }
            results:
            """;

    @Test
    void takesAFilterThatAllShare() {
        Component source = source("""
                  a: { from: sold }
                  b: { from: sold, by: item, window: 1m, aggregate: count() AS c }
                """);
        assertThat(pushed(source)).isEqualTo("n > 0");
        assertThat(filters(source)).isZero();
    }

    @Test
    void asksWhetherSomeWayTakesTheRow() {
        Component source = source("""
                  a: { from: orders, where: item = 'x' }
                  b: { from: orders, where: d IS NULL, by: item, window: 1m, aggregate: count() AS c }
                  c: { from: orders, where: item = 'x', by: item, window: 1m, aggregate: count() AS c }
                """);
        assertThat(pushed(source)).isEqualTo("d IS NULL OR item = 'x'");
        assertThat(filters(source)).as("which one takes it, the ways find out").isEqualTo(3);
    }

    @Test
    void asksBehindWhatAllShare() {
        Component source = source("""
                  a: { from: sold, where: item = 'x' }
                  b: { from: sold, where: d > 5 }
                """);
        assertThat(pushed(source)).isEqualTo("n > 0 AND (item = 'x' OR d > 5)");
        assertThat(filters(source)).isEqualTo(2);
    }

    @Test
    void aWayThatTakesAllNeedsAllRows() {
        assertThat(pushed(source("""
                  a: { from: orders, where: item = 'x' }
                  b: { from: orders }
                """))).isEqualTo("null");
        assertThat(pushed(source("""
                  a: { from: orders, where: item = 'x' }
                  b: { from: orders, select: 'n + 1 AS m', where: item = 'y' }
                  c: { from: orders, select: 'n + 1 AS m' }
                """))).isEqualTo("null");
    }

    @Test
    void aPredicateThatCanFailIsLeftToItsWay() {
        Component source = source("""
                  a: { from: orders, where: 10 / d > 1 }
                  b: { from: orders, where: item = 'x' }
                """);
        assertThat(pushed(source)).isEqualTo("null");
        assertThat(filters(source)).isEqualTo(2);
        assertThat(pushed(source("  a: { from: orders, where: 10 / d > 1 }\n")))
                .as("with no other way nothing is lost to another")
                .isEqualTo("10 / d > 1");
    }

    private static Component source(String results) {
        return new Layout(Plans.read(INPUT + results.indent(2))).components().get(0);
    }

    private static String pushed(Component source) {
        @Nullable Expr predicate = PushedPredicate.takeFrom(source);
        return String.valueOf(predicate);
    }

    private static long filters(Component source) {
        return source.ways().stream()
                .flatMap(way -> way.chain().stream())
                .filter(FilterSpec.class::isInstance)
                .count();
    }
}
