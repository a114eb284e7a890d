package dev.freshet.topologies.job;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A pipeline in one line: {@code freshet query}. Its result is named {@code answer}.
 *
 * @param schema a YAML file with the input's {@code schema:} and {@code time:}; empty to infer it from the file (not for
 *     topics), access logs need none
 * @param where a predicate
 * @param by columns, or expressions with {@code AS}, with commas between
 * @param window {@code 1m}, or {@code 1m/10s} for windows that slide
 * @param aggregate {@code count() AS n, sum(bytes) AS b}; empty to get the rows themselves
 */
public record Question(
        Optional<Path> schema,
        Optional<String> where,
        Optional<String> by,
        Optional<String> window,
        Optional<String> aggregate) {}
