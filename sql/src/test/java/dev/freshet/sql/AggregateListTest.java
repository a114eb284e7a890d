package dev.freshet.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of aggregates, as they are read and refused. */
class AggregateListTest {
    private static final Schema FLOW = Schema.of(
            Field.required("bytes", Type.BIGINT),
            Field.nullable("latency", Type.DOUBLE),
            Field.nullable("proto", Type.VARCHAR),
            Field.nullable("path", Type.VARCHAR),
            Field.required("ts", Type.TIMESTAMP),
            Field.nullable("ok", Type.BOOLEAN));

    @Test
    void readsAggregates() {
        List<AggregateCall> calls = ExpressionParser.parseAggregates(
                "count() as n, count(*), sum(bytes), sum(bytes * 8) as bits, QUANTILE(latency, 0.95) as p95, "
                        + "top_k(path, 5) as top, count(distinct proto), approx_distinct(path), count(latency), "
                        + "first(bytes), last(bytes), var(latency), stddev(latency), min(path), max(ts), avg(bytes)",
                FLOW);
        assertThat(calls)
                .extracting(AggregateCall::name)
                .containsExactly(
                        "n",
                        "count",
                        "sum_bytes",
                        "bits",
                        "p95",
                        "top",
                        "count_distinct_proto",
                        "approx_distinct_path",
                        "count_latency",
                        "first_bytes",
                        "last_bytes",
                        "var_latency",
                        "stddev_latency",
                        "min_path",
                        "max_ts",
                        "avg_bytes");
        assertThat(calls.get(3).arguments().get(0)).hasToString("bytes * 8");
        assertThat(calls.get(4).parameters()).containsExactly(0.95);
        assertThat(calls.get(6).kind()).isEqualTo(AggregateKind.COUNT_DISTINCT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "sum(bytes) FILTER (WHERE latency > 1) -> sum_bytes -> sum(bytes) FILTER (WHERE latency > 1.0)",
                "count(*) filter(where ok) -> count -> count() FILTER (WHERE ok)",
                "count() filter (where (ok or bytes > 1) and not ok) -> count -> count() FILTER (WHERE (ok OR bytes > 1) AND NOT ok)",
                "AVG(DISTINCT bytes) -> avg_bytes -> avg(DISTINCT bytes)",
                "count(distinct path) filter (where null) -> count_distinct_path -> count_distinct(path) FILTER (WHERE CAST(NULL AS BOOLEAN))",
                "collect_list(distinct path, 3) -> collect_set_path -> collect_set(path, 3)",
                "quantile_cont(distinct bytes, 0.25) -> quantile_cont_bytes -> quantile_cont(DISTINCT bytes, 0.25)",
                "corr(bytes, latency) -> corr_bytes_latency -> corr(bytes, latency)",
                "vwap(latency, bytes) -> vwap_latency_bytes -> vwap(latency, bytes)",
                "max_by(path, ts) -> arg_max_path_ts -> arg_max(path, ts)",
                "Variance(bytes) -> var_bytes -> var(bytes)",
                "ewma(latency, interval '10' second) -> ewma_latency -> ewma(latency, 10000)",
                "bool_and(ok and bytes > 1) -> bool_and_ok_AND_bytes_1 -> bool_and(ok AND bytes > 1)",
            })
    void readsMoreAggregates(String text, String name, String printed) {
        List<AggregateCall> calls = ExpressionParser.parseAggregates(text, FLOW);
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).name()).isEqualTo(name);
        assertThat(calls.get(0).text()).isEqualTo(printed);
        List<AggregateCall> again = ExpressionParser.parseAggregates(printed + " AS again", FLOW);
        assertThat(again.get(0)).isEqualTo(calls.get(0).named("again"));
    }

    @Test
    void columnsMayBeCalledAsTheWordsOfAFilter() {
        Schema schema = Schema.of(Field.required("filter", Type.BIGINT), Field.required("where", Type.BOOLEAN));
        AggregateCall call = ExpressionParser.parseAggregates("sum(filter) FILTER (WHERE where) AS filter", schema)
                .get(0);
        assertThat(call.name()).isEqualTo("filter");
        assertThat(call.text()).contains("FILTER (WHERE ");
        assertThat(call.filter()).isEqualTo(Expr.column(schema, "where"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "count(), count() -> line 1, column 10: the name 'count' stands twice; give another one with AS",
                "smu(bytes) -> line 1, column 1: no aggregate 'smu'; did you mean 'sum'?",
                "count() as n, sum(byts) -> line 1, column 19: no column 'byts'; did you mean 'bytes'?",
                "sum(path) -> line 1, column 5: sum takes a number, not VARCHAR",
                "sum() -> line 1, column 1: sum takes one value, not 0 arguments",
                "sum(*) -> line 1, column 5: only count takes *",
                "quantile(latency) -> line 1, column 1: quantile takes a value and a rank, not 1 arguments",
                "quantile(latency, 2) -> line 1, column 19: quantile takes a constant rank from 0 to 1 here, not 2",
                "top_k(path, bytes) -> line 1, column 13: top_k takes a constant count from 1 to 100000 here, not bytes",
                "last(distinct bytes) -> line 1, column 1: last does not take DISTINCT",
                "count(distinct *) -> line 1, column 16: unexpected '*'",
                "sum(bytes) filter (where bytes) -> line 1, column 26: FILTER takes a condition, not BIGINT",
                "sum(bytes) filter (where byts > 1) -> line 1, column 26: no column 'byts'; did you mean 'bytes'?",
                "sum(bytes) filter (bytes > 1) -> line 1, column 20: unexpected 'bytes'",
                "sum(bytes) filter (where) -> line 1, column 25: unexpected ')'",
                "sum(path) filter (where ok) -> line 1, column 5: sum takes a number, not VARCHAR",
                "corr(bytes) -> line 1, column 1: corr takes two values, not 1 arguments",
                "corr(bytes, path) -> line 1, column 13: corr takes a number, not VARCHAR",
                "arg_max(path, path) -> line 1, column 15: arg_max takes a number, TIMESTAMP or BOOLEAN to compare by, not",
                "bool_and(bytes) -> line 1, column 10: bool_and takes a condition, not BIGINT",
                "collect_list(path) -> line 1, column 1: collect_list takes a value and a limit, not 1 arguments",
                "collect_set(path, 0) -> line 1, column 19: collect_set takes a constant limit from 1 to 10000 here, not 0",
                "ewma(latency, 1.5) -> line 1, column 15: ewma takes a constant half-life of at least 1 ms",
                "bytes -> line 1, column 1: an aggregate must stand here",
                "sum(bytes) + 1 -> line 1, column 1: an aggregate must stand here",
            })
    void refusesAggregates(String text, String message) {
        assertThatThrownBy(() -> ExpressionParser.parseAggregates(text, FLOW))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith(message);
    }
}
