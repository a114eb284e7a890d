package dev.freshet.spouts.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.operator.Counters;
import dev.freshet.spouts.source.Intake;
import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.SourceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GeneratorReaderTest {
    private static final EventGenerator NUMBERS =
            (index, to) -> to.ascii("event ").number(-index);

    private final AtomicLong nowMs = new AtomicLong(5_000);

    @Test
    void sameEventsWhateverTheNumberOfTasks() {
        List<String> one = drain(new GeneratorInput(NUMBERS, 100, 0), 1);
        assertThat(one).hasSize(100).contains("0:event 0", "99:event -99");
        assertThat(drain(new GeneratorInput(NUMBERS, 100, 0), 3)).isEqualTo(one);
    }

    @Test
    void eventsComeAtTheRate() {
        try (SourceReader reader = open(new GeneratorInput(NUMBERS, GeneratorInput.ENDLESS, 10), 0, 1)) {
            assertThat(reader.bounded()).isFalse();
            assertThat(take(reader)).containsExactly("0:event 0");
            assertThat(take(reader)).isEmpty();
            nowMs.addAndGet(350);
            assertThat(take(reader)).hasSize(3);
            assertThat(reader.finished(0)).isFalse();
        }
    }

    @Test
    void goesOnFromAnIndex() {
        try (SourceReader reader = open(new GeneratorInput(NUMBERS, 10, 0), 1, 2)) {
            reader.seek(1, 7);
            assertThat(take(reader)).containsExactly("7:event -7", "9:event -9");
            assertThat(reader.finished(1)).isTrue();
        }
    }

    @Test
    void numbersAreWrittenInDecimal() {
        for (long value : new long[] {0, 9, 10, -10, 999_999_999_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(new RecordWriter().number(value)).hasToString(Long.toString(value));
        }
    }

    private List<String> drain(GeneratorInput input, int tasks) {
        List<String> all = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            try (SourceReader reader = open(input, task, tasks)) {
                List<String> some = take(reader);
                while (!some.isEmpty()) {
                    all.addAll(some);
                    some = take(reader);
                }
                assertThat(reader.finished(task)).isTrue();
            }
        }
        all.sort(null);
        return all;
    }

    private SourceReader open(GeneratorInput input, int task, int tasks) {
        return input.open(new ReaderContext(
                "job", "events", task, tasks, new InputFormat.Json(), 100, nowMs::get, new Counters()));
    }

    private static List<String> take(SourceReader reader) {
        Intake intake = new Intake();
        reader.poll(partition -> true, 7, 1 << 20, intake);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < intake.records().count(); i++) {
            int start = intake.records().start(i);
            texts.add(intake.records().offset(i) + ":"
                    + new String(
                            intake.records().data(), start, intake.records().end(i) - start, UTF_8));
        }
        return texts;
    }
}
