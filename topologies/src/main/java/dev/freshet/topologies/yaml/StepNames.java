package dev.freshet.topologies.yaml;

import java.util.List;
import java.util.Optional;

/** Names the steps of a stream or a result: the last one as told, the others after what they do. */
record StepNames(String name, Optional<String> last, YamlMap map) {
    /** What steps are called after, in the order in which they are done. */
    static final List<String> ORDER = List.of(
            "join",
            "where",
            "dedup",
            "select",
            "explode",
            "partition",
            "lookup",
            "analyze",
            "rules",
            "match",
            "process",
            "aggregate",
            "having",
            "top");

    /** @param step the clause that it is made of */
    String of(String step) {
        int at = ORDER.indexOf(step);
        boolean isLast = ORDER.subList(at + 1, ORDER.size()).stream().noneMatch(map::has);
        return isLast && last.isPresent() ? last.get() : name + "." + step;
    }
}
