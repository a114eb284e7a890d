package dev.freshet.bench.sink;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.answer.RowHash;

/** How the jobs' rows are hashed. */
final class AnswerOf {
    private AnswerOf() {}

    static void views(Answer to, long endMs, byte[] page, long views, double total) {
        to.add(RowHash.and(RowHash.and(RowHash.of(endMs, page), views), total));
    }

    static void hop(Answer to, long endMs, byte[] page, long events, double mean, double largest, long users) {
        long hash = RowHash.and(RowHash.of(endMs, page), events);
        to.add(RowHash.and(RowHash.and(hash, mean), largest), users);
    }

    static void top(Answer to, long endMs, byte[] page, long rank, long events) {
        to.add(RowHash.and(RowHash.and(RowHash.of(endMs, page), rank), events));
    }

    static void rule(Answer to, long endMs, byte[] rule, long count) {
        to.add(RowHash.and(RowHash.of(endMs, rule), count));
    }

    static void pair(Answer to, long viewMs, byte[] user, long boughtMs, double value, double paid) {
        to.add(RowHash.and(RowHash.and(RowHash.and(RowHash.of(viewMs, user), boughtMs), value), paid));
    }
}
