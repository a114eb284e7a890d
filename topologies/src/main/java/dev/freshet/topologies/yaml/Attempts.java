package dev.freshet.topologies.yaml;

import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tries what the values of a mapping ask for, and tells what is wrong with them at its place. */
final class Attempts {
    private final Problems problems;

    Attempts(Problems problems) {
        this.problems = problems;
    }

    /** One value. */
    <T> Optional<T> value(YamlMap map, String key, Function<String, T> step) {
        return map.scalar(key).flatMap(scalar -> {
            try {
                return Optional.of(step.apply(scalar.text()));
            } catch (PipelineException e) {
                problems.usage(place(scalar, e), e.text());
                return Optional.empty();
            }
        });
    }

    /**
     * A list of expressions in one value.
     *
     * @param judge looks at one of them, where the whole is wrong: every wrong one is told
     */
    <T> Optional<T> list(YamlMap map, String key, Function<String, T> step, Consumer<String> judge) {
        return map.scalar(key).flatMap(scalar -> {
            try {
                return Optional.of(step.apply(scalar.text()));
            } catch (PipelineException e) {
                boolean told = false;
                for (Part part : Part.split(scalar.text())) {
                    told |= !part(scalar, part, judge);
                }
                if (!told) {
                    problems.usage(place(scalar, e), e.text());
                }
                return Optional.empty();
            }
        });
    }

    /** One of a list of expressions; true if it is right. */
    boolean part(YamlNode.Scalar scalar, Part part, Consumer<String> step) {
        try {
            step.accept(part.text());
            return true;
        } catch (PipelineException e) {
            problems.usage(place(scalar, part, e), e.text());
            return false;
        }
    }

    private static Place place(YamlNode.Scalar scalar, PipelineException e) {
        return e.line() == 0 ? scalar.place() : scalar.at(e.line(), e.column());
    }

    private static Place place(YamlNode.Scalar scalar, Part part, PipelineException e) {
        String before = scalar.text().substring(0, part.start());
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        return e.line() > 1
                ? scalar.at(line + e.line() - 1, e.column())
                : scalar.at(line, column + Math.max(0, e.column() - 1));
    }
}
