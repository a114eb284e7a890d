package dev.freshet.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.order.AnalyticCall;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import org.junit.jupiter.api.Test;

class AnalyticParserTest {
    private static final Schema SCHEMA = Schema.of(
            Field.required("symbol", Type.VARCHAR),
            Field.nullable("price", Type.DOUBLE),
            Field.required("size", Type.BIGINT));

    @Test
    void callsBecomeColumnsOfTheirOwn() {
        AnalyticParser.Columns read = AnalyticParser.parse(
                "LAG(price) AS previous, price - lag(price, 2, price) AS change,\nABS(size - LEAD(size, 3) ) AS next, row_number() AS n,"
                        + " sum(size) FILTER (WHERE size > 1) OVER () AS total, max(size + 1) OVER (rows 10) AS high,"
                        + " avg(price) OVER (RANGE '1m30s') AS mean, UPPER(symbol) AS upper",
                SCHEMA);
        assertThat(read.calls())
                .extracting(AnalyticCall::text)
                .containsExactly(
                        "LAG(price, 1)",
                        "LAG(price, 2, price)",
                        "LEAD(size, 3)",
                        "ROW_NUMBER()",
                        "sum(size) FILTER (WHERE size > 1) OVER ()",
                        "max(size + 1) OVER (ROWS 10)",
                        "avg(price) OVER (RANGE '90000ms')");
        assertThat(read.columns())
                .extracting(NamedExpr::name)
                .containsExactly("previous", "change", "next", "n", "total", "high", "mean", "upper");
    }

    @Test
    void tellsWhereSomethingIsWrong() {
        wrong("LAG(prise) AS a", 1, 5, "prise");
        wrong("size AS b,\n  LAG(price, 0) AS a", 2, 14, "a number of rows");
        wrong("LAG(price)", 1, 1, "this needs a name");
        wrong("LAG(price) AS size", 1, 1, "already");
        wrong("LAG(size, 1, symbol) AS a", 1, 14, "must be BIGINT");
        wrong("LAG(size, 1, 2, 3) AS a", 1, 1, "takes a value");
        wrong("LEAD(size) OVER (ROWS 3) AS a", 1, 12, "all rows of the key");
        wrong("ROW_NUMBER(size) AS a", 1, 12, "no arguments");
        wrong("sum(size) OVER (ROWS 0) AS a", 1, 17, "OVER takes");
        wrong("sum(size) OVER (RANGE 10) AS a", 1, 17, "OVER takes");
        wrong("sum(symbol) OVER () AS a", 1, 5, "sum takes");
        wrong("LAG(price AS a", 1, 4, "not closed");
        wrong("LAG(price) + AS a", 1, 17, "");
    }

    private static void wrong(String text, int line, int column, String words) {
        assertThatThrownBy(() -> AnalyticParser.parse(text, SCHEMA))
                .as(text)
                .isInstanceOfSatisfying(ExpressionException.class, e -> {
                    assertThat(e.problem()).contains(words);
                    assertThat(e.line() + ":" + e.column()).isEqualTo(line + ":" + column);
                });
    }
}
