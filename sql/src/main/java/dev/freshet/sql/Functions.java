package dev.freshet.sql;

import dev.freshet.core.expr.Function;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions that are called by name, with their other names. */
final class Functions {
    private static final Map<String, Function> BY_NAME = new TreeMap<>();

    static {
        for (Function function : new Function[] {
            Function.REGEXP_LIKE,
            Function.REGEXP_EXTRACT,
            Function.COALESCE,
            Function.NULLIF,
            Function.MOD,
            Function.ABS,
            Function.FLOOR,
            Function.CEIL,
            Function.ROUND,
            Function.POWER,
            Function.LN,
            Function.LOG10,
            Function.EXP,
            Function.SQRT,
            Function.LOWER,
            Function.UPPER,
            Function.SUBSTRING,
            Function.TRIM,
            Function.LTRIM,
            Function.RTRIM,
            Function.CONCAT,
            Function.CHAR_LENGTH,
            Function.REPLACE,
            Function.SPLIT_INDEX,
            Function.STARTS_WITH,
            Function.ENDS_WITH,
            Function.CONTAINS,
            Function.POSITION,
            Function.TIME_BUCKET,
            Function.ADD_MONTHS,
            Function.H3_CELL,
            Function.H3_DISK,
            Function.GRID_CELL,
            Function.GEOHASH,
            Function.HAVERSINE_M,
            Function.IP_PREFIX
        }) {
            BY_NAME.put(function.name(), function);
        }
        BY_NAME.put("RLIKE", Function.REGEXP_LIKE);
        BY_NAME.put("CEILING", Function.CEIL);
        BY_NAME.put("POW", Function.POWER);
        BY_NAME.put("SUBSTR", Function.SUBSTRING);
        BY_NAME.put("CHARACTER_LENGTH", Function.CHAR_LENGTH);
        BY_NAME.put("LENGTH", Function.CHAR_LENGTH);
    }

    private Functions() {}

    /** The function of that name in any case, null where there is none. */
    static @Nullable Function find(String name) {
        return BY_NAME.get(name.toUpperCase(Locale.ROOT));
    }

    /** All names, in order. */
    static Collection<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }
}
