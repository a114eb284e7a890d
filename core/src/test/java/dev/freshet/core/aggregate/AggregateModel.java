package dev.freshet.core.aggregate;

import dev.freshet.core.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What aggregates should give, computed naively from all rows: collections, BigInteger and BigDecimal. */
final class AggregateModel {
    /** More digits than a midpoint between two doubles has. */
    static final MathContext EXACT_ENOUGH = new MathContext(1200);

    /** A row; value and second argument null for NULL. */
    record Row(
            int group,
            @Nullable Object value,
            @Nullable Object second,
            @Nullable Boolean filter,
            long time,
            String source,
            int partition,
            long offset) {}

    private AggregateModel() {}

    /** The result over the rows; null for NULL and for a sum that does not fit. */
    static @Nullable Object result(AggregateCall call, Type type, List<Row> all) {
        AggregateKind kind = call.kind();
        double parameter = call.parameters().isEmpty() ? 0 : call.parameters().get(0);
        List<Row> passed = all.stream()
                .filter(row -> call.filter() == null || Boolean.TRUE.equals(row.filter()))
                .toList();
        if (call.arguments().isEmpty()) {
            return (long) passed.size();
        }
        List<Row> present = passed.stream()
                .filter(row -> row.value() != null)
                .filter(row -> call.arguments().size() == 1 || row.second() != null)
                .toList();
        if (call.arguments().size() == 2) {
            return PairModel.result(kind, present);
        }
        List<Object> values = new ArrayList<>(present.stream().map(Row::value).toList());
        if (call.distinct()) {
            values = new ArrayList<>(new LinkedHashSet<>(
                    values.stream().map(AggregateModel::canonical).toList()));
        }
        if (kind == AggregateKind.COUNT) {
            return (long) values.size();
        }
        if (kind == AggregateKind.COUNT_DISTINCT || kind == AggregateKind.APPROX_DISTINCT) {
            return (long) values.stream()
                    .map(AggregateModel::canonical)
                    .collect(Collectors.toCollection(HashSet::new))
                    .size();
        }
        if (values.isEmpty()) {
            return null;
        }
        return switch (kind) {
            case SUM -> type == Type.BIGINT ? longSum(values) : doubleSum(values, 1);
            case AVG -> doubleSum(values, values.size());
            case MIN -> canonical(values.stream().min(AggregateModel::compare).orElseThrow());
            case MAX -> canonical(values.stream().max(AggregateModel::compare).orElseThrow());
            case VAR -> variance(values, false, 1);
            case STDDEV -> variance(values, true, 1);
            case VAR_POP -> variance(values, false, 0);
            case STDDEV_POP -> variance(values, true, 0);
            case BOOL_AND -> values.stream().allMatch(value -> (Boolean) value);
            case BOOL_OR -> values.stream().anyMatch(value -> (Boolean) value);
            case QUANTILE_CONT -> between(values, parameter);
            case MEDIAN -> between(values, 0.5);
            case MODE -> mode(values);
            case COLLECT_LIST ->
                present.stream()
                        .sorted(BY_TIME)
                        .limit((long) parameter)
                        .map(row -> canonical(Objects.requireNonNull(row.value())))
                        .toList();
            case COLLECT_SET ->
                values.stream()
                        .map(AggregateModel::canonical)
                        .distinct()
                        .sorted(AggregateModel::compare)
                        .limit((long) parameter)
                        .toList();
            case EWMA -> ewma(present, parameter);
            case FIRST -> present.stream().min(BY_TIME).orElseThrow().value();
            case LAST -> present.stream().max(BY_TIME).orElseThrow().value();
            case QUANTILE -> {
                values.sort(AggregateModel::compare);
                yield ((Number) values.get((int) Math.floor(parameter * (values.size() - 1)))).doubleValue();
            }
            case TOP_K -> top(values, (int) parameter);
            default -> throw new AssertionError(kind);
        };
    }

    static final Comparator<Row> BY_TIME = Comparator.comparingLong(Row::time)
            .thenComparing(Row::source)
            .thenComparingInt(Row::partition)
            .thenComparingLong(Row::offset);

    static Object canonical(Object value) {
        return value instanceof Double number ? (Object) (number == 0 ? 0.0 : number) : value;
    }

    static int compare(Object a, Object b) {
        if (a instanceof String text) {
            return Arrays.compare(
                    text.codePoints().toArray(), ((String) b).codePoints().toArray());
        }
        if (a instanceof Double number) {
            return Double.compare((Double) canonical(number), (Double) canonical(b));
        }
        return a instanceof Long number ? number.compareTo((Long) b) : ((Boolean) a).compareTo((Boolean) b);
    }

    private static @Nullable Object longSum(List<Object> values) {
        BigInteger sum =
                values.stream().map(v -> BigInteger.valueOf((Long) v)).reduce(BigInteger.ZERO, BigInteger::add);
        return sum.bitLength() < Long.SIZE ? (Object) sum.longValueExact() : null;
    }

    private static Double doubleSum(List<Object> values, int divisor) {
        Double special = special(values);
        if (special != null) {
            return special;
        }
        return exactSum(values)
                        .divide(BigDecimal.valueOf(divisor), EXACT_ENOUGH)
                        .doubleValue()
                + 0.0;
    }

    static @Nullable Double special(List<Object> values) {
        double sum = 0;
        for (Object value : values) {
            double number = ((Number) value).doubleValue();
            sum += Double.isNaN(number) || Double.isInfinite(number) ? number : 0;
        }
        return sum == 0 ? null : (Double) sum;
    }

    private static BigDecimal exactSum(List<Object> values) {
        return values.stream().map(AggregateModel::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal exact(Object value) {
        return value instanceof Long number ? BigDecimal.valueOf(number) : new BigDecimal((Double) value);
    }

    private static @Nullable Double variance(List<Object> values, boolean root, int lost) {
        if (values.size() <= lost) {
            return null;
        }
        if (special(values) != null) {
            return Double.NaN;
        }
        BigDecimal count = BigDecimal.valueOf(values.size());
        BigDecimal sum = exactSum(values);
        BigDecimal squares = values.stream().map(v -> exact(v).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal spread = count.multiply(squares).subtract(sum.pow(2));
        BigDecimal variance = spread.divide(count.multiply(count.subtract(BigDecimal.valueOf(lost))), EXACT_ENOUGH);
        return root ? variance.sqrt(new MathContext(60)).doubleValue() : variance.doubleValue();
    }

    private static Map<String, Long> top(List<Object> values, int k) {
        Map<Object, Long> counts = new TreeMap<>(AggregateModel::compare);
        values.forEach(value -> counts.merge(canonical(value), 1L, Long::sum));
        Map<String, Long> top = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<Object, Long>comparingByValue().reversed())
                .limit(k)
                .forEach(entry -> top.put(entry.getKey().toString(), entry.getValue()));
        return top;
    }

    private static Object mode(List<Object> values) {
        Map<Object, Long> counts = new TreeMap<>(AggregateModel::compare);
        values.forEach(value -> counts.merge(canonical(value), 1L, Long::sum));
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static Double between(List<Object> values, double rank) {
        List<Double> sorted = values.stream()
                .map(value -> ((Number) canonical(value)).doubleValue())
                .sorted()
                .toList();
        double position = rank * (sorted.size() - 1);
        int below = (int) Math.floor(position);
        double low = sorted.get(below);
        if (position == below || low == sorted.get(below + 1)) {
            return low;
        }
        double high = sorted.get(below + 1);
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            return low + high;
        }
        BigDecimal part = new BigDecimal(position - below);
        return new BigDecimal(high)
                .subtract(new BigDecimal(low))
                .multiply(part)
                .add(new BigDecimal(low))
                .doubleValue();
    }

    private static Double ewma(List<Row> rows, double halfLife) {
        if (special(rows.stream().map(Row::value).toList()) != null) {
            return Double.NaN;
        }
        long newest = rows.stream().mapToLong(Row::time).max().orElseThrow();
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        for (Row row : rows) {
            BigDecimal weight = new BigDecimal(Math.pow(2, (row.time() - newest) / halfLife));
            sum = sum.add(
                    weight.multiply(new BigDecimal(((Number) Objects.requireNonNull(row.value())).doubleValue())));
            weights = weights.add(weight);
        }
        return sum.divide(weights, EXACT_ENOUGH).doubleValue();
    }

    /** How a time is named in a top-k. */
    static String timeName(String epochMs) {
        return Instant.ofEpochMilli(Long.parseLong(epochMs)).toString();
    }
}
