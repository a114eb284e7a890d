package dev.freshet.topologies.yaml;

import dev.freshet.core.pattern.AfterMatch;
import dev.freshet.core.plan.Durations;
import dev.freshet.sql.OpenSchema;
import dev.freshet.topologies.pipeline.Expressions;
import dev.freshet.topologies.pipeline.Match;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.problem.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what stands below {@code match:}, but for the key. */
final class MatchReader {
    static final List<String> KEYS =
            List.of("by", "pattern", "define", "within", "measures", "after", "max-rows", "when-full");

    private final Problems problems;
    private final Attempts attempts;

    MatchReader(Problems problems) {
        this.problems = problems;
        attempts = new Attempts(problems);
    }

    /**
     * The match; empty if anything is wrong, which is told.
     *
     * @param rows what is known of the rows
     */
    Optional<Match> read(YamlMap map, OpenSchema rows) {
        int before = problems.all().size();
        if (!map.has("pattern")) {
            problems.usage(map.place(), "a match needs a 'pattern', such as A B+ C");
        }
        if (!map.has("within")) {
            problems.usage(map.place(), "a match needs 'within': how much time it may take");
        }
        Optional<Match> match = attempts.value(map, "pattern", Match::pattern);
        map.mapping("define").ifPresent(body -> defines(new YamlMap(body, problems), match, rows));
        map.value("within", Durations.ALLOWED, text -> Durations.parseMs(text).filter(ms -> ms > 0))
                .ifPresent(ms -> match.ifPresent(it -> it.within(Duration.ofMillis(ms))));
        Choices.read(map, "after", AfterMatch.values()).ifPresent(after -> match.ifPresent(it -> it.after(after)));
        match.ifPresent(it -> attempts.list(
                map,
                "measures",
                text -> {
                    it.judgeMeasures(text, rows);
                    return it.measures(text);
                },
                text -> it.judgeMeasures(text, rows)));
        JoinReader.limits(map)
                .ifPresent(limits -> match.ifPresent(it -> it.limit(limits.maxRows(), limits.whenFull())));
        return problems.all().size() == before ? match : Optional.empty();
    }

    private void defines(YamlMap map, Optional<Match> match, OpenSchema rows) {
        for (YamlNode.Entry entry : map.entries()) {
            String variable = entry.key().text();
            attempts.value(map, variable, text -> {
                Expressions.judgeCondition(text, match.map(Match::variables), rows);
                return text;
            });
            try {
                map.text(variable).ifPresent(text -> match.ifPresent(it -> it.define(variable, text)));
            } catch (PipelineException e) {
                problems.usage(entry.key().place(), e.text());
            }
        }
    }
}
