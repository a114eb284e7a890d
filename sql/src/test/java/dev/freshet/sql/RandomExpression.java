package dev.freshet.sql;

import dev.freshet.core.schema.Type;
import java.util.List;
import java.util.Random;

/** Makes random typed expressions, each in our SQL and in DuckDB's; where both differ, as docs/expressions.md says. */
final class RandomExpression {
    /** The same expression for both. */
    record Pair(String ours, String duck) {}

    private static final List<String> UNITS =
            List.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND");
    private static final List<String> PARTS = List.of(
            "YEAR",
            "QUARTER",
            "MONTH",
            "WEEK",
            "DAY",
            "HOUR",
            "MINUTE",
            "SECOND",
            "MILLISECOND",
            "DOW",
            "ISODOW",
            "DOY");
    private static final List<String> LONGS = List.of(
            "0",
            "1",
            "-1",
            "2",
            "7",
            "-13",
            "1000",
            "4611686018427387904",
            "9223372036854775807",
            "-9223372036854775808");
    private static final List<String> DOUBLES =
            List.of("0.0", "1.5", "-2.5", "0.5", "1e300", "-1e-300", "3.25", "1e15", "2.5");
    static final List<String> TEXTS = List.of(
            "", "a", "abc", "ABC", "a,b,c", " x ", "12", "-7", "true", "/api/v1", "%_%", "héllo", "日本語", "a.b", "😀z",
            "aab", "it's");
    private static final List<String> PATTERNS =
            List.of("%", "a%", "%b", "_", "%b%", "a_c", "", "%,%,%", "h_llo", "__語", "%a%b", "a!%%", "/api/%");
    private static final List<String> REGEXES = List.of(
            "^a",
            "b$",
            "a+b",
            "[0-9]+",
            "^/api/v[0-9]$",
            "(a)(b)?",
            "é",
            "^$",
            "x|y|a",
            "^a?b",
            "[^a]c",
            "(?i)ABC",
            "\\.");

    private final Random random;

    RandomExpression(Random random) {
        this.random = random;
    }

    Pair of(Type type, int depth) {
        if (depth > 0 && random.nextInt(6) == 0) {
            return choice(type, depth - 1);
        }
        return switch (type) {
            case BOOLEAN -> truth(depth);
            case BIGINT -> whole(depth);
            case DOUBLE -> real(depth);
            case TIMESTAMP -> moment(depth);
            default -> text(depth);
        };
    }

    Type type() {
        return List.of(Type.BOOLEAN, Type.BIGINT, Type.DOUBLE, Type.VARCHAR, Type.TIMESTAMP)
                .get(random.nextInt(5));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Pair both(String template, Pair... parts) {
        return each(template, template, parts);
    }

    /** A function that computes all its arguments; DuckDB does not always beside a NULL, so it is made to. */
    private static Pair each(String ours, String duck, Pair... parts) {
        if (parts.length < 2) {
            return lazy(ours, duck, parts);
        }
        StringBuilder computed = new StringBuilder("0");
        for (int i = 0; i < parts.length; i++) {
            computed.append(" + ($").append(i).append(" IS NULL)::INTEGER");
        }
        return lazy(ours, "CASE WHEN " + computed + " >= 0 THEN " + duck + " END", parts);
    }

    /** A function that computes only the arguments that it needs. */
    private static Pair lazy(String ours, String duck, Pair... parts) {
        for (int i = 0; i < parts.length; i++) {
            ours = ours.replace("$" + i, "(" + parts[i].ours + ")");
            duck = duck.replace("$" + i, "(" + parts[i].duck + ")");
        }
        return new Pair(ours, duck);
    }

    private static Pair asWritten(String template, Pair... parts) {
        return lazy(template, template, parts);
    }

    private static Pair and(Pair left, Pair right) {
        return lazy("$0 AND $1", "CASE WHEN $0 IS FALSE THEN FALSE ELSE $0 AND $1 END", left, right);
    }

    private static Pair or(Pair left, Pair right) {
        return lazy("$0 OR $1", "CASE WHEN $0 IS TRUE THEN TRUE ELSE $0 OR $1 END", left, right);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private Pair choice(Type type, int depth) {
        Pair a = of(type, depth);
        Pair b = of(type, depth);
        return switch (random.nextInt(4)) {
            case 0 -> asWritten("CASE WHEN $0 THEN $1 WHEN $2 THEN $1 ELSE $3 END", truth(depth), a, truth(depth), b);
            case 1 -> asWritten("CASE WHEN $0 THEN $1 END", truth(depth), a);
            case 2 -> asWritten("COALESCE($0, $1)", a, b);
            default -> both("NULLIF($0, $1)", a, b);
        };
    }

    private Pair truth(int depth) {
        if (depth == 0) {
            return any(List.of(
                    same("b"), same("c"), same("TRUE"), same("FALSE"), new Pair("CAST(NULL AS BOOLEAN)", "nothing")));
        }
        int less = depth - 1;
        Type type = type();
        return switch (random.nextInt(16)) {
            case 0, 1 -> and(truth(less), truth(less));
            case 2, 3 -> or(truth(less), truth(less));
            case 4 -> both("NOT $0", truth(less));
            case 5 -> both("$0 IS " + any(List.of("NULL", "NOT NULL")), of(type, less));
            case 6 -> both("$0 IS " + any(List.of("TRUE", "NOT TRUE", "FALSE", "NOT FALSE", "UNKNOWN")), truth(less));
            case 7 -> both("$0 IS " + any(List.of("", "NOT ")) + "DISTINCT FROM $1", of(type, less), of(type, less));
            case 8 -> {
                String negated = any(List.of("", "NOT "));
                Pair value = of(type, less);
                Pair low = of(type, less);
                Pair high = of(type, less);
                Pair inside = and(both("$0 >= $1", value, low), both("$0 <= $1", value, high));
                Pair between = lazy("$0 " + negated + "BETWEEN $1 AND $2", "", value, low, high);
                yield new Pair(between.ours, negated + inside.duck);
            }
            case 9 ->
                both("$0 " + any(List.of("", "NOT ")) + "LIKE " + quoted(any(PATTERNS)) + " ESCAPE '!'", text(less));
            case 10 -> {
                String regex = quoted(any(REGEXES));
                yield each("$0 RLIKE " + regex, "regexp_matches($0, " + regex + ")", text(less));
            }
            case 11 -> in(less);
            case 12 -> both(any(List.of("STARTS_WITH", "ENDS_WITH", "CONTAINS")) + "($0, $1)", text(less), text(less));
            default ->
                both("$0 " + any(List.of("=", "<>", "<", "<=", ">", ">=")) + " $1", of(type, less), of(type, less));
        };
    }

    private Pair in(int depth) {
        String negated = any(List.of("", "NOT "));
        String more = any(List.of("", ", NULL"));
        return switch (random.nextInt(3)) {
            case 0 ->
                both("$0 " + negated + "IN (" + any(LONGS) + ", " + any(LONGS) + ", 3" + more + ")", whole(depth));
            case 1 ->
                both(
                        "$0 " + negated + "IN (" + quoted(any(TEXTS)) + ", " + quoted(any(TEXTS)) + more + ")",
                        text(depth));
            default -> {
                Pair value = text(depth);
                Pair one = text(depth);
                Pair two = text(depth);
                Pair either = or(both("$0 = $1", value, one), both("$0 = $1", value, two));
                yield new Pair(lazy("$0 " + negated + "IN ($1, $2)", "", value, one, two).ours, negated + either.duck);
            }
        };
    }

    private static Pair same(String text) {
        return new Pair(text, text);
    }

    private Pair whole(int depth) {
        if (depth == 0) {
            String literal = any(LONGS);
            return any(List.of(same("i"), same("j"), new Pair(read(literal), "(" + literal + ")::BIGINT")));
        }
        int less = depth - 1;
        return switch (random.nextInt(14)) {
            case 0 -> both("$0 + $1", whole(less), whole(less));
            case 1 -> both("$0 - $1", whole(less), whole(less));
            case 2 -> both("$0 * $1", whole(less), whole(less));
            case 3 -> each("$0 / $1", "quotient($0, $1)", whole(less), whole(less));
            case 4 -> each(any(List.of("$0 % $1", "MOD($0, $1)")), "remainder($0, $1)", whole(less), whole(less));
            // DuckDB makes one constant of a minus before the least BIGINT, which is wider.
            case 5 -> each("-$0", "0 - $0", whole(less));
            case 6 -> both("ABS($0)", whole(less));
            case 7 -> each("CHAR_LENGTH($0)", "length($0)", text(less));
            case 8 -> both("POSITION($0 IN $1)", text(less), text(less));
            case 9, 10 -> both("EXTRACT(" + any(PARTS) + " FROM $0)", moment(less));
            case 11 -> both("CAST($0 AS BIGINT)", any(List.of(real(less), truth(less))));
            case 12 -> each("CAST($0 AS BIGINT)", "CAST(whole_text($0) AS BIGINT)", text(less));
            default -> each("TRY_CAST($0 AS BIGINT)", "TRY_CAST(whole_text($0) AS BIGINT)", text(less));
        };
    }

    /** The least BIGINT as a text: Calcite makes one constant of a minus before it, which then does not fit. */
    private static String read(String literal) {
        return literal.length() < 20 ? literal : "CAST('" + literal + "' AS BIGINT)";
    }

    private Pair real(int depth) {
        if (depth == 0) {
            String literal = any(DOUBLES);
            return any(List.of(same("x"), same("y"), new Pair(literal, "(" + literal + ")::DOUBLE")));
        }
        int less = depth - 1;
        return switch (random.nextInt(11)) {
            case 0 -> each("$0 + $1", "finite($0 + $1)", real(less), real(less));
            case 1 -> each("$0 - $1", "finite($0 - $1)", real(less), real(less));
            case 2 -> each("$0 * $1", "finite($0 * $1)", real(less), real(less));
            case 3 -> each("$0 / $1", "finite(ratio($0, $1))", real(less), real(less));
            case 4 -> both(any(List.of("FLOOR", "CEIL", "ABS", "-")) + "($0)", real(less));
            case 5 -> both("ROUND($0)", real(less));
            case 6 -> {
                String function = any(List.of("SQRT", "LN", "LOG10"));
                yield each(function + "($0)", "finite(" + function + "($0))", real(less));
            }
            case 7 -> each("EXP($0)", "finite(EXP($0))", real(less));
            case 8 -> each("POWER($0, $1)", "finite(POWER($0, $1))", real(less), real(less));
            case 9 -> each("$0 + $1", "finite($0 + $1)", real(less), whole(less));
            default -> both("CAST($0 AS DOUBLE)", whole(less));
        };
    }

    private Pair text(int depth) {
        if (depth == 0) {
            return any(List.of(same("s"), same("t"), same(quoted(any(TEXTS)))));
        }
        int less = depth - 1;
        int from = 1 + random.nextInt(4);
        int length = random.nextInt(4);
        return switch (random.nextInt(12)) {
            case 0 -> both(any(List.of("LOWER", "UPPER")) + "($0)", text(less));
            case 1 -> both("SUBSTRING($0 FROM " + from + " FOR " + length + ")", text(less));
            case 2 -> both("SUBSTRING($0, " + from + ")", text(less));
            case 3 -> both("TRIM(" + any(List.of("BOTH", "LEADING", "TRAILING")) + " 'a' FROM $0)", text(less));
            case 4 -> both("TRIM($0)", text(less));
            case 5 -> both("CONCAT($0, $1, $2)", text(less), text(less), text(less));
            case 6 -> both("$0 || $1", text(less), text(less));
            case 7 -> both("REPLACE($0, $1, $2)", text(less), text(less), text(less));
            case 8 ->
                each("SPLIT_INDEX($0, ',', " + length + ")", "string_split($0, ',')[" + (length + 1) + "]", text(less));
            case 9 -> {
                String regex = quoted("(a)(b|,)?");
                int group = random.nextInt(2);
                yield each(
                        "REGEXP_EXTRACT($0, " + regex + ", " + group + ")",
                        "CASE WHEN regexp_matches($0, " + regex + ") THEN regexp_extract($0, " + regex + ", " + group
                                + ") END",
                        text(less));
            }
            case 10 -> both("CAST($0 AS VARCHAR)", any(List.of(whole(less), truth(less), moment(less))));
            default -> asWritten("COALESCE($0, $1)", text(less), text(less));
        };
    }

    private Pair moment(int depth) {
        if (depth == 0) {
            return any(List.of(same("ts"), same("us"), same("TIMESTAMP '2024-02-29 23:59:59.999'")));
        }
        int less = depth - 1;
        int amount = 1 + random.nextInt(40);
        String unit = any(List.of("SECOND", "MINUTE", "HOUR", "DAY", "MONTH", "YEAR"));
        String sign = any(List.of("+", "-"));
        return switch (random.nextInt(4)) {
            case 0 -> {
                String floor = any(UNITS);
                yield each("FLOOR($0 TO " + floor + ")", "date_trunc('" + floor + "', $0)", moment(less));
            }
            case 1 ->
                each(
                        "TIME_BUCKET(INTERVAL '" + amount + "' MINUTE, $0)",
                        "time_bucket(INTERVAL " + amount + " MINUTE, $0, TIMESTAMP '1970-01-01')",
                        moment(less));
            default ->
                each(
                        "$0 " + sign + " INTERVAL '" + amount + "' " + unit,
                        "$0 " + sign + " INTERVAL " + amount + " " + unit,
                        moment(less));
        };
    }
}
