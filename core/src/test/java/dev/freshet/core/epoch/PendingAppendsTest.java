package dev.freshet.core.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PendingAppendsTest {
    private final PendingAppends appends = new PendingAppends(3);

    @Test
    void rowsWaitForTheirEpoch() {
        appends.add(row("a"));
        appends.barrier(1, 5);
        appends.add(row("bc"));
        assertThat(appends.committable(view(1, 4))).isNull();
        assertThat(commit(view(1, 5))).isEqualTo("3 5 [a]");
        assertThat(appends.committable(view(1, 5))).isNull();
        assertThat(appends.rows()).isEqualTo(1);
        assertThat(appends.bytes()).isEqualTo(2);
    }

    @Test
    void anEpochThatItsGenerationDidNotCompleteIsNeverCommitted() {
        appends.add(row("a"));
        appends.barrier(1, 5);
        assertThat(appends.committable(view(2, 6))).isNull();
    }

    @Test
    void theNextBarrierSaysThatTheOneBeforeIsComplete() {
        appends.add(row("a"));
        appends.barrier(1, 5);
        appends.barrier(1, 6);
        assertThat(appends.isSettled(6)).isFalse();
        assertThat(commit(view(1, 4))).isEqualTo("3 5 [a]");
        assertThat(appends.isSettled(6)).isTrue();
        assertThat(appends.committable(view(1, 4))).isNull();
    }

    @Test
    void whatTheBaseHeldBackIsCommittedUnderItsWriter() {
        appends.add(row("a"));
        appends.add(row("b"));
        appends.barrier(1, 5);
        StateOutput state = new StateOutput();
        appends.snapshot(state);
        byte[] bytes = state.take();
        PendingAppends other = new PendingAppends(0);
        other.add(row("x"));
        other.clear();
        other.restore(new StateInput(bytes, 0, bytes.length));
        assertThat(other.rows()).isEqualTo(2);
        PendingAppends.Commit commit = Objects.requireNonNull(other.committable(view(2, 5)));
        assertThat(text(commit)).isEqualTo("3 5 [a, b]");
        other.committed(commit);
        assertThat(other.bytes()).isZero();
    }

    private String commit(EpochView view) {
        PendingAppends.Commit commit = Objects.requireNonNull(appends.committable(view));
        appends.committed(commit);
        return text(commit);
    }

    private static String text(PendingAppends.Commit commit) {
        List<String> rows = commit.rows().stream()
                .map(row -> new String(row, StandardCharsets.UTF_8))
                .toList();
        return commit.writer() + " " + commit.epoch() + " " + rows;
    }

    private static byte[] row(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static EpochView view(long generation, long completed) {
        return new EpochView(1, EpochView.State.RUNNING, generation, null, 0, completed, false);
    }
}
