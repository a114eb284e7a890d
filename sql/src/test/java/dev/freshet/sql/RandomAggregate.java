package dev.freshet.sql;

import java.util.List;
import java.util.Random;

/** Random aggregates in our words and in DuckDB's. */
final class RandomAggregate {
    /**
     * One aggregate.
     *
     * @param duck DuckDB's expression
     * @param scale DuckDB's expression of what an error is relative to; empty if there is none
     */
    record Pair(String ours, String duck, String scale) {}

    private static final List<String> CONDITIONS = List.of(
            "i > 0", "b", "NOT b", "s LIKE 'a%'", "x < y", "i IS NULL", "i IN (1, 2, 3) OR b", "x > 0 AND s <> 'b'");
    private static final List<String> NUMBERS = List.of("i", "j", "x", "y");
    /** Those that are no problem for DuckDB's ways to compute a variance. */
    private static final List<String> TAME = List.of("i", "x", "w");

    private static final List<String> ANY = List.of("i", "j", "x", "y", "s", "b");

    private final Random random;

    RandomAggregate(Random random) {
        this.random = random;
    }

    private String of(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Pair next() {
        boolean filtered = random.nextInt(3) == 0;
        String condition = filtered ? "(" + of(CONDITIONS) + ")" : "TRUE";
        Pair pair = switch (random.nextInt(8)) {
            case 0 -> counts(condition);
            case 1 -> sums(condition);
            case 2 -> extremes(condition);
            case 3 -> edges(condition);
            case 4 -> spreads(condition);
            case 5 -> pairs(condition);
            case 6 -> quantiles(condition);
            default -> collections(condition);
        };
        return filtered ? new Pair(pair.ours + " FILTER (WHERE " + condition + ")", pair.duck, pair.scale) : pair;
    }

    private static String where(String condition) {
        return " FILTER (WHERE " + condition + ")";
    }

    private Pair counts(String condition) {
        String x = of(ANY);
        return switch (random.nextInt(4)) {
            case 0 -> new Pair("count()", "count(*)" + where(condition), "");
            case 1 -> new Pair("count(" + x + ")", "count(" + x + ")" + where(condition), "");
            case 2 -> new Pair("regr_count(x, i)", "count(*)" + where("x + i IS NOT NULL AND " + condition), "");
            default -> new Pair("count(DISTINCT " + x + ")", "count(DISTINCT " + x + ")" + where(condition), "");
        };
    }

    private Pair sums(String condition) {
        String x = of(NUMBERS);
        String scale = "sum(abs(" + x + "::DOUBLE))" + where(condition);
        if (random.nextInt(3) == 0) {
            String call = (random.nextBoolean() ? "sum" : "avg") + "(DISTINCT " + x + ")";
            return new Pair(call, call + where(condition), scale);
        }
        String argument = random.nextInt(4) == 0 ? "(" + x + " * 2)" : "(" + x + ")";
        boolean sum = random.nextBoolean();
        boolean whole = x.equals("i") || x.equals("j");
        String duck = whole ? (sum ? "sum" : "avg") : sum ? "fsum" : "favg";
        return new Pair((sum ? "sum" : "avg") + argument, duck + argument + where(condition), scale);
    }

    private Pair extremes(String condition) {
        String function = random.nextBoolean() ? "min" : "max";
        if (random.nextInt(4) == 0) {
            String logical = (function.equals("min") ? "bool_and" : "bool_or") + "(b)";
            return new Pair(logical, logical + where(condition), "");
        }
        String x = of(ANY);
        String call = function + "(" + (random.nextInt(4) == 0 ? "DISTINCT " : "") + x + ")";
        return new Pair(call, call + where(condition), "");
    }

    private Pair edges(String condition) {
        String x = of(ANY);
        String by = of(List.of("i", "j", "x", "y", "b"));
        String present = x + " IS NOT NULL AND " + condition;
        String both = by + " IS NOT NULL AND " + present;
        return switch (random.nextInt(4)) {
            case 0 -> new Pair("first(" + x + ")", "first(" + x + " ORDER BY pos)" + where(present), "");
            case 1 -> new Pair("last(" + x + ")", "first(" + x + " ORDER BY pos DESC)" + where(present), "");
            case 2 ->
                new Pair(
                        "arg_min(" + x + ", " + by + ")",
                        "first(" + x + " ORDER BY " + by + ", pos)" + where(both),
                        "");
            default ->
                new Pair(
                        "max_by(" + x + ", " + by + ")",
                        "first(" + x + " ORDER BY " + by + " DESC, pos)" + where(both),
                        "");
        };
    }

    private Pair spreads(String condition) {
        String x = of(TAME);
        boolean root = random.nextBoolean();
        boolean population = random.nextBoolean();
        String name = (root ? "stddev" : "var") + (population ? "_pop" : "");
        String duck = (root ? "stddev" : "var") + (population ? "_pop" : "_samp");
        String argument = "(" + (random.nextInt(4) == 0 ? "DISTINCT " : "") + x + ")";
        String scale = (root ? "max(abs(" + x + "))" : "max(" + x + " * " + x + ")") + where(condition);
        return new Pair(name + argument, duck + argument + where(condition), scale);
    }

    private Pair pairs(String condition) {
        String y = of(TAME);
        String x = of(TAME);
        String both = where(x + " IS NOT NULL AND " + y + " IS NOT NULL AND " + condition);
        String function = of(
                List.of("corr", "covar_pop", "covar_samp", "regr_slope", "regr_intercept", "regr_r2", "vwap", "ewma"));
        if (function.equals("vwap")) {
            return new Pair(
                    "vwap(x, i)",
                    "sum(x * i)" + where(condition) + " / nullif(sum(i)" + where("x IS NOT NULL AND " + condition)
                            + ", 0)",
                    "sum(abs(x * i))" + where(condition));
        }
        if (function.equals("ewma")) {
            String weight = "pow(2.0, t / 50.0)";
            return new Pair(
                    "ewma(" + x + ", 50)",
                    "sum(" + x + " * " + weight + ")" + where(condition) + " / sum(" + weight + ")"
                            + where(x + " IS NOT NULL AND " + condition),
                    "max(abs(" + x + "))" + where(condition));
        }
        String call = function + "(" + y + ", " + x + ")";
        String largest = "greatest(1, max(abs(" + y + "))" + both + ", max(abs(" + x + "))" + both + ")";
        String scale = function.equals("corr") || function.equals("regr_r2") ? "1" : largest + " ** 2";
        // DuckDB has NaN where SQL has NULL.
        String duck = "CASE WHEN isnan(" + call + both + ") THEN NULL ELSE " + call + both + " END";
        return new Pair(call, duck, scale);
    }

    private Pair quantiles(String condition) {
        String x = of(NUMBERS);
        String scale = "max(abs(" + x + "::DOUBLE))" + where(condition);
        String distinct = random.nextInt(4) == 0 ? "DISTINCT " : "";
        if (random.nextBoolean()) {
            return new Pair(
                    "median(" + distinct + x + ")", "median(" + distinct + x + "::DOUBLE)" + where(condition), scale);
        }
        double rank = random.nextInt(5) / 4.0;
        return new Pair(
                "quantile_cont(" + distinct + x + ", " + rank + ")",
                "quantile_cont(" + distinct + x + "::DOUBLE, " + rank + ")" + where(condition),
                scale);
    }

    private Pair collections(String condition) {
        String x = of(List.of("i", "j", "s", "b"));
        int limit = 1 + random.nextInt(8);
        String present = where(x + " IS NOT NULL AND " + condition);
        return switch (random.nextInt(3)) {
            case 0 ->
                new Pair(
                        "collect_list(" + x + ", " + limit + ")",
                        "to_json(list_slice(list(" + x + " ORDER BY pos)" + present + ", 1, " + limit + "))::VARCHAR",
                        "");
            case 1 ->
                new Pair(
                        "collect_set(" + x + ", " + limit + ")",
                        "to_json(list_slice(list_sort(list(DISTINCT " + x + ")" + present + "), 1, " + limit
                                + "))::VARCHAR",
                        "");
            default -> {
                // The most frequent value, of equally frequent ones the least.
                String sorted = "list_sort(list(" + x + ")" + present + ")";
                yield new Pair("mode(" + x + ")", "list_aggregate(" + sorted + ", 'mode')", "");
            }
        };
    }
}
