package dev.freshet.topologies.yaml;

import dev.freshet.core.join.JoinLimits;
import dev.freshet.topologies.pipeline.Join;
import dev.freshet.topologies.pipeline.MultiJoin;
import dev.freshet.topologies.problem.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what stands below {@code join:} where several streams go {@code with} the left one. */
final class MultiJoinReader {
    private static final List<String> KEYS = List.of("left", "with", "max-rows", "when-full");
    private static final List<String> WITH = List.of("kind", "on", "within", "window");

    private final Problems problems;

    MultiJoinReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The join; empty if anything is wrong, which is told.
     *
     * @param streams finds the rows of a stream, and tells where there is none
     */
    Optional<MultiJoin> read(YamlMap map, Function<YamlNode.Scalar, Rows> streams) {
        int before = problems.all().size();
        for (String key : JoinReader.KEYS) {
            if (map.has(key) && !KEYS.contains(key)) {
                problems.usage(map.placeOf(key), "'" + key + "' does not go together with 'with'");
            }
        }
        Map<String, Join> joins = new LinkedHashMap<>();
        boolean known = true;
        Optional<YamlNode.Mapping> others = map.mapping("with");
        if (others.isPresent() && others.get().entries().isEmpty()) {
            problems.usage(map.placeOf("with"), "'with' must have at least one entry");
        }
        List<YamlNode.Entry> entries =
                others.map(body -> new YamlMap(body, problems).entries()).orElse(List.of());
        for (YamlNode.Entry entry : entries) {
            String name = entry.key().text();
            known &= streams.apply(entry.key()).stream().isPresent();
            map.asMapping(entry.value(), "'" + name + "'")
                    .map(body -> new YamlMap(body, "'" + name + "'", WITH, problems))
                    .flatMap(body -> new JoinReader(problems).read(body, List.of("within", "window")))
                    .ifPresent(join -> joins.put(name, join));
        }
        Optional<JoinLimits> limits = JoinReader.limits(map);
        if (!known || joins.isEmpty() || problems.all().size() > before) {
            return Optional.empty();
        }
        MultiJoin join = MultiJoin.with(joins);
        limits.ifPresent(it -> join.limit(it.maxRows(), it.whenFull()));
        return Optional.of(join);
    }
}
