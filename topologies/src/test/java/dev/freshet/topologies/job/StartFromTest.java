package dev.freshet.topologies.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.spouts.kafka.KafkaStart;
import dev.freshet.topologies.problem.Problem;
import dev.freshet.topologies.problem.Problems;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartFromTest {
    @Test
    void saysWhereTopicsAndStateBegin() {
        assertThat(parse("latest")).isEqualTo(new StartFrom(KafkaStart.latest(), Optional.of("latest")));
        assertThat(parse("committed")).isEqualTo(new StartFrom(KafkaStart.lastCommitted(), Optional.empty()));
        assertThat(parse("scratch")).isEqualTo(new StartFrom(KafkaStart.earliest(), Optional.of("scratch")));
        assertThat(parse("before-upgrade"))
                .isEqualTo(new StartFrom(KafkaStart.earliest(), Optional.of("before-upgrade")));
        assertThat(parse("scratch,latest")).isEqualTo(new StartFrom(KafkaStart.latest(), Optional.of("scratch")));
        assertThat(parse("2026-01-05T00:00:00Z,v1.2"))
                .isEqualTo(new StartFrom(KafkaStart.at(Instant.parse("2026-01-05T00:00:00Z")), Optional.of("v1.2")));
        assertThat(parse("1767571200000").topics()).isEqualTo(KafkaStart.at(Instant.ofEpochMilli(1_767_571_200_000L)));
    }

    @Test
    void refusesWhatSaysNothingOrTwoThings() {
        assertThat(problems("")).singleElement().asString().contains("--from");
        assertThat(problems("my savepoint")).singleElement().asString().contains("'my savepoint'");
        assertThat(problems("earliest,latest")).singleElement().asString().contains("says twice");
        assertThat(problems("scratch,v1")).singleElement().asString().contains("says twice");
    }

    @Test
    void aSavepointHasANameOfItsOwn() {
        for (String good : List.of("v1", "before-upgrade", "2026_01", "a.b")) {
            assertThat(StartFrom.problemOfName(good)).as(good).isEmpty();
        }
        for (String bad :
                List.of("latest", "scratch", "earliest", "committed", "17", "2026-01-05T00:00:00Z", "", "-a", "a b")) {
            assertThat(StartFrom.problemOfName(bad)).as(bad).isPresent();
        }
    }

    private static StartFrom parse(String option) {
        Problems problems = new Problems();
        StartFrom from = StartFrom.parse(option, problems);
        assertThat(problems.all()).isEmpty();
        return from;
    }

    private static List<Problem> problems(String option) {
        Problems problems = new Problems();
        StartFrom.parse(option, problems);
        return problems.all();
    }
}
