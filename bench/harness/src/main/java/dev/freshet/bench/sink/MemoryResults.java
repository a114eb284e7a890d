package dev.freshet.bench.sink;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Run;

/** Adds rows to the run's answer. */
final class MemoryResults implements ResultSink {
    private final Run run;
    private Answer rows = new Answer();

    MemoryResults(Run run) {
        this.run = run;
    }

    @Override
    public void views(long endMs, byte[] page, long views, double total) {
        AnswerOf.views(rows, endMs, page, views, total);
    }

    @Override
    public void hop(long endMs, byte[] page, long events, double mean, double largest, long users) {
        AnswerOf.hop(rows, endMs, page, events, mean, largest, users);
    }

    @Override
    public void top(long endMs, byte[] page, long rank, long events) {
        AnswerOf.top(rows, endMs, page, rank, events);
    }

    @Override
    public void rule(long endMs, byte[] rule, long count) {
        AnswerOf.rule(rows, endMs, rule, count);
    }

    @Override
    public void pair(long viewMs, byte[] user, long boughtMs, double value, double paid) {
        AnswerOf.pair(rows, viewMs, user, boughtMs, value, paid);
    }

    @Override
    public void flush() {
        run.add(rows);
        rows = new Answer();
    }

    @Override
    public void close() {
        flush();
    }
}
