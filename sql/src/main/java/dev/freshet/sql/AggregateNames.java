package dev.freshet.sql;

import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.aggregate.UserAggregates;
import dev.freshet.core.expr.Expr;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of aggregates, in text and as columns. */
final class AggregateNames {
    private static final List<String> NAMES = Stream.of(AggregateKind.values())
            .filter(kind -> kind != AggregateKind.USER)
            .map(AggregateNames::of)
            .toList();

    /** What others call them. */
    private static final Map<String, AggregateKind> OTHER_NAMES = Map.ofEntries(
            Map.entry("var_samp", AggregateKind.VAR),
            Map.entry("variance", AggregateKind.VAR),
            Map.entry("stddev_samp", AggregateKind.STDDEV),
            Map.entry("min_by", AggregateKind.ARG_MIN),
            Map.entry("max_by", AggregateKind.ARG_MAX),
            Map.entry("approx_count_distinct", AggregateKind.APPROX_DISTINCT));

    private AggregateNames() {}

    /** The aggregate of that name in any case, null where there is none. */
    static @Nullable AggregateKind find(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        int index = NAMES.indexOf(key);
        AggregateKind other = UserAggregates.find(key).isPresent() ? AggregateKind.USER : OTHER_NAMES.get(key);
        return index < 0 ? other : AggregateKind.values()[index];
    }

    static String of(AggregateKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The names, other names left out. */
    static List<String> all() {
        return Stream.concat(NAMES.stream(), UserAggregates.names().stream()).toList();
    }

    /** The column's name without an alias: {@code sum_bytes}, {@code corr_open_close}. */
    static String column(String function, List<Expr> arguments) {
        String words = arguments.stream()
                .map(argument ->
                        argument.toString().replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", ""))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("_"));
        return words.isEmpty() ? function : function + "_" + words;
    }
}
