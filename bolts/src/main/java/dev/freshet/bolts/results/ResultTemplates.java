package dev.freshet.bolts.results;

import java.util.List;
import java.util.stream.Collectors;

/** Commands of {@code redis-cli} that show a result. */
final class ResultTemplates {
    private ResultTemplates() {}

    /** A key with the columns' names in place of values. */
    static String key(ResultSpec spec) {
        return spec.keyColumns().stream().map(name -> "<" + name + ">").collect(Collectors.joining("|"));
    }

    /** The name of what stands for a window. */
    static String id(ResultSpec spec) {
        return "<" + spec.idColumn() + ">";
    }

    static List<String> examples(ResultSpec spec) {
        String job = spec.job();
        String result = spec.result();
        return switch (spec.kind()) {
            case WINDOW ->
                List.of(
                        command("ZREVRANGE", ResultKeys.keys(job, result), "0 9"),
                        command("HGETALL", ResultKeys.latest(job, result, key(spec)), ""),
                        command("ZRANGE", ResultKeys.index(job, result, key(spec)), "0 -1"),
                        command("HGETALL", ResultKeys.ofKey(job, result, key(spec)) + ":w:" + id(spec), ""));
            case TOP ->
                List.of(
                        command("ZREVRANGE", ResultKeys.topIndex(job, result), "0 0"),
                        command(
                                "ZREVRANGE",
                                ResultKeys.top(job, result, 0).replaceFirst("0$", id(spec)),
                                "0 9 WITHSCORES"));
            case LOG -> List.of(command("XREVRANGE", ResultKeys.log(job, result), "+ - COUNT 10"));
        };
    }

    private static String command(String name, String key, String rest) {
        return ("redis-cli " + name + " '" + key.replace("'", "'\\''") + "' " + rest).trim();
    }
}
