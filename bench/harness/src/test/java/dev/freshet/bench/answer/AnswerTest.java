package dev.freshet.bench.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final long A = row(10_000, "p1", 3, 7.25);
    private static final long B = row(10_000, "p2", 3, 7.25);

    @Test
    void orderDoesNotMatter() {
        assertThat(answer(A, B).agrees(answer(B, A))).isTrue();
    }

    @Test
    void everyPartOfARowMatters() {
        Answer right = answer(A, B);
        assertThat(right.agrees(answer(A))).isFalse();
        assertThat(right.agrees(answer(A, A))).isFalse();
        assertThat(right.agrees(answer(A, row(20_000, "p2", 3, 7.25)))).isFalse();
        assertThat(right.agrees(answer(A, row(10_000, "p3", 3, 7.25)))).isFalse();
        assertThat(right.agrees(answer(A, row(10_000, "p2", 4, 7.25)))).isFalse();
        assertThat(right.agrees(answer(A, row(10_000, "p2", 3, 7.5)))).isFalse();
    }

    @Test
    void valuesDoNotSwapBetweenRows() {
        assertThat(answer(row(1, "a", 1, 2.0), row(1, "b", 3, 4.0))
                        .agrees(answer(row(1, "a", 3, 4.0), row(1, "b", 1, 2.0))))
                .isFalse();
    }

    @Test
    void keysHashAlikeAsTextAndAsBytes() {
        byte[] bytes = "xxp0000012yy".getBytes(StandardCharsets.US_ASCII);
        assertThat(RowHash.of(5, bytes, 2, 10)).isEqualTo(RowHash.of(5, "p0000012"));
    }

    @Test
    void approximateValuesMayDifferALittle() {
        Answer exact = new Answer();
        exact.add(A, 1000);
        Answer near = new Answer();
        near.add(A, 1020);
        Answer far = new Answer();
        far.add(A, 1050);
        assertThat(exact.agrees(near)).isTrue();
        assertThat(exact.agrees(far)).isFalse();
    }

    private static long row(long endMs, String key, long count, double sum) {
        return RowHash.and(RowHash.and(RowHash.of(endMs, key), count), sum);
    }

    private static Answer answer(long... rows) {
        Answer answer = new Answer();
        for (long row : rows) {
            answer.add(row);
        }
        return answer;
    }
}
