package dev.freshet.core.epoch;

import static dev.freshet.core.epoch.InChannels.Decision.ALIGNED;
import static dev.freshet.core.epoch.InChannels.Decision.BROKEN;
import static dev.freshet.core.epoch.InChannels.Decision.DROP;
import static dev.freshet.core.epoch.InChannels.Decision.NEW_GENERATION;
import static dev.freshet.core.epoch.InChannels.Decision.SET_ASIDE;
import static dev.freshet.core.epoch.InChannels.Decision.TAKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.epoch.InChannels.Decision;
import dev.freshet.core.epoch.InChannels.Released;
import org.junit.jupiter.api.Test;

class InChannelsTest {
    private final InChannels<String> channels = new InChannels<>(2);
    private final long[] numbers = new long[2];

    @Test
    void aNewGenerationIsBegunByTheHost() {
        assertThat(accept(0, 1, TupleKind.RESTORE, 0, "r")).isEqualTo(NEW_GENERATION);
        begin(1);
        assertThat(channels.generation()).isEqualTo(1);
        assertThat(channels.accept(0, 0, 1, 0, TupleKind.DATA, 0, "old")).isEqualTo(DROP);
        assertThatThrownBy(() -> channels.begin(1)).hasMessage("generation 1 is not newer than 1");
    }

    @Test
    void whatIsBehindABarrierWaitsForTheOthers() {
        begin(1);
        channels.loaded();
        assertThat(data(0, "a")).isEqualTo(TAKE);
        assertThat(barrier(0, 5)).isEqualTo(DROP);
        assertThat(data(0, "b")).isEqualTo(SET_ASIDE);
        assertThat(data(1, "c")).isEqualTo(TAKE);
        assertThat(channels.release()).isNull();
        assertThat(barrier(1, 5)).isEqualTo(ALIGNED);
        assertThat(channels.epoch()).isEqualTo(5);
        assertThat(data(0, "d")).isEqualTo(SET_ASIDE);
        assertThat(channels.release()).isEqualTo(new Released<>("b", TAKE));
        assertThat(channels.release()).isEqualTo(new Released<>("d", TAKE));
        assertThat(channels.release()).isNull();
        assertThat(channels.setAside()).isZero();
        assertThat(data(0, "e")).isEqualTo(TAKE);
    }

    @Test
    void everythingWaitsUntilTheStateIsLoaded() {
        begin(1);
        assertThat(data(0, "a")).isEqualTo(SET_ASIDE);
        assertThat(barrier(0, 1)).isEqualTo(SET_ASIDE);
        assertThat(data(0, "b")).isEqualTo(SET_ASIDE);
        assertThat(barrier(1, 1)).isEqualTo(SET_ASIDE);
        assertThat(channels.release()).isNull();
        channels.loaded();
        assertThat(channels.release()).isEqualTo(new Released<>("a", TAKE));
        assertThat(channels.release()).isEqualTo(new Released<>("barrier 1", DROP));
        assertThat(channels.release()).isEqualTo(new Released<>("barrier 1", ALIGNED));
        assertThat(channels.release()).isEqualTo(new Released<>("b", TAKE));
        assertThat(channels.release()).isNull();
    }

    @Test
    void whatWasSetAsideIsGivenBackWhenItsGenerationIsOver() {
        begin(1);
        data(0, "a");
        assertThat(channels.begin(2)).containsExactly("a");
        assertThat(channels.setAside()).isZero();
    }

    @Test
    void aRepeatIsDropped() {
        begin(1);
        channels.loaded();
        data(0, "a");
        assertThat(channels.accept(0, 1, 7, 1, TupleKind.DATA, 0, "a")).isEqualTo(DROP);
        assertThat(channels.why()).isEmpty();
        assertThat(data(0, "b")).isEqualTo(TAKE);
    }

    @Test
    void aGapBreaksTheGeneration() {
        begin(1);
        channels.loaded();
        numbers[1] += 2;
        assertThat(data(1, "c")).isEqualTo(BROKEN);
        assertThat(channels.why()).isEqualTo("channel 1 has lost tuples 1 to 2");
        assertThat(data(0, "a")).isEqualTo(DROP);
        channels.begin(2);
        assertThat(channels.why()).isEmpty();
    }

    @Test
    void aStrangerBreaksTheGeneration() {
        begin(1);
        assertThat(channels.accept(0, 1, 8, 1, TupleKind.DATA, 0, "a")).isEqualTo(BROKEN);
        assertThat(channels.why()).isEqualTo("channel 0 has incarnation 8 after 7");
        begin(2);
        assertThat(channels.accept(1, 2, 8, 0, TupleKind.RESTORE, 0, "r")).isEqualTo(BROKEN);
    }

    @Test
    void aChannelBeginsWithARestore() {
        channels.begin(1);
        assertThat(channels.accept(0, 1, 7, 0, TupleKind.DATA, 0, "a")).isEqualTo(BROKEN);
    }

    @Test
    void aBarrierOfAnotherEpochBreaksTheGeneration() {
        begin(1);
        channels.loaded();
        barrier(0, 5);
        assertThat(barrier(1, 6)).isEqualTo(BROKEN);
        assertThat(channels.why()).isEqualTo("channel 1 has the barrier of epoch 6 after that of 5");
    }

    private void begin(long generation) {
        channels.begin(generation);
        for (int channel = 0; channel < numbers.length; channel++) {
            numbers[channel] = 0;
            assertThat(accept(channel, generation, TupleKind.RESTORE, 0, "r")).isEqualTo(DROP);
        }
    }

    private Decision data(int channel, String tuple) {
        return accept(channel, channels.generation(), TupleKind.DATA, 0, tuple);
    }

    private Decision barrier(int channel, long epoch) {
        return accept(channel, channels.generation(), TupleKind.BARRIER, epoch, "barrier " + epoch);
    }

    private Decision accept(int channel, long generation, TupleKind kind, long epoch, String tuple) {
        return channels.accept(channel, generation, 7, numbers[channel]++, kind, epoch, tuple);
    }
}
