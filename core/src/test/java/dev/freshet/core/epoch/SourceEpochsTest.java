package dev.freshet.core.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.epoch.EpochView.State;
import dev.freshet.core.epoch.SourceEpochs.Action;
import org.junit.jupiter.api.Test;

class SourceEpochsTest {
    @Test
    void restoresFirstAndSendsEachBarrierOnce() {
        SourceEpochs source = new SourceEpochs();
        assertThat(source.next(EpochView.NONE)).isEqualTo(Action.QUIET);
        assertThat(source.generation()).isZero();
        assertThat(source.next(view(State.FORMING, 3, 0, 4))).isEqualTo(Action.QUIET);
        assertThat(source.generation()).isEqualTo(3);
        assertThat(source.next(view(State.RUNNING, 3, 5, 4))).isEqualTo(Action.RESTORE);
        assertThat(source.next(view(State.RUNNING, 3, 5, 4))).isEqualTo(Action.BARRIER);
        assertThat(source.epoch()).isEqualTo(5);
        assertThat(source.next(view(State.RUNNING, 3, 5, 4))).isEqualTo(Action.NOTHING);
        assertThat(source.next(view(State.RUNNING, 3, 0, 5))).isEqualTo(Action.NOTHING);
        assertThat(source.next(view(State.FORMING, 4, 0, 5))).isEqualTo(Action.QUIET);
        assertThat(source.next(view(State.RUNNING, 4, 0, 5))).isEqualTo(Action.RESTORE);
        assertThat(source.next(view(State.SUPERSEDED, 5, 0, 5))).isEqualTo(Action.STOP);
    }

    @Test
    void theReferenceHoldsBackFromABarrierUntilItsEpochIsComplete() {
        SourceEpochs source = new SourceEpochs(true);
        assertThat(source.next(view(State.RUNNING, 3, 0, 4))).isEqualTo(Action.RESTORE);
        assertThat(source.next(view(State.RUNNING, 3, 0, 4))).isEqualTo(Action.QUIET);
        assertThat(source.next(view(State.RUNNING, 3, 5, 4))).isEqualTo(Action.BARRIER);
        assertThat(source.next(view(State.RUNNING, 3, 5, 4))).isEqualTo(Action.QUIET);
        assertThat(source.next(view(State.RUNNING, 3, 0, 5))).isEqualTo(Action.NOTHING);
    }

    @Test
    void theReferenceMovesOnBetweenBarriersThatFollowAtOnce() {
        SourceEpochs source = new SourceEpochs(true);
        source.next(view(State.RUNNING, 3, 5, 4));
        assertThat(source.next(view(State.RUNNING, 3, 5, 4))).isEqualTo(Action.BARRIER);
        assertThat(source.next(view(State.RUNNING, 3, 6, 5))).isEqualTo(Action.NOTHING);
        assertThat(source.next(view(State.RUNNING, 3, 6, 5))).isEqualTo(Action.BARRIER);
        assertThat(source.epoch()).isEqualTo(6);
        assertThat(source.next(view(State.RUNNING, 3, 6, 5))).isEqualTo(Action.QUIET);
    }

    private static EpochView view(State state, long generation, long trigger, long completed) {
        return new EpochView(1, state, generation, null, trigger, completed, false);
    }
}
