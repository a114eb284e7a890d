package dev.freshet.spouts.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.storm.Control;
import dev.freshet.storm.Marks;
import java.util.ArrayList;
import java.util.List;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ControlsTest {
    private final List<Long> sent = new ArrayList<>();
    private long nowMs = 1_000;

    @Test
    void aWatermarkThatComesToTheEndOfAWindowIsNotKeptWaiting() {
        Controls controls = controls(1_000);
        tell(controls, 0, 8_000);
        tell(controls, 24, 8_999);
        assertThat(sent).as("25 ms apart").containsExactly(8_000L);
        tell(controls, 0, 9_000);
        tell(controls, 4, 10_000);
        assertThat(sent).as("5 ms apart, also at boundaries").containsExactly(8_000L, 9_000L);
        tell(controls, 1, 10_000);
        tell(controls, 5, 10_999);
        tell(controls, 20, 10_999);
        assertThat(sent).containsExactly(8_000L, 9_000L, 10_000L, 10_999L);
    }

    @Test
    void boundariesLieBeforeTheEpochToo() {
        Controls controls = controls(1_000);
        tell(controls, 0, -1_500);
        tell(controls, 5, -1_001);
        tell(controls, 1, -1_000);
        assertThat(sent).containsExactly(-1_500L, -1_000L);
    }

    @Test
    void withoutWindowsEverythingWaits() {
        Controls controls = controls(0);
        tell(controls, 0, 8_000);
        tell(controls, 24, 90_000);
        tell(controls, 1, 90_001);
        assertThat(sent).containsExactly(8_000L, 90_001L);
    }

    private void tell(Controls controls, long afterMs, long watermarkMs) {
        nowMs += afterMs;
        if (controls.due(nowMs, watermarkMs)) {
            controls.send(new Control(1, 0, 0, watermarkMs, watermarkMs, false), nowMs);
        }
    }

    private Controls controls(long boundaryMs) {
        return new Controls(
                List.of(7),
                new Emission() {
                    @Override
                    public void emit(String stream, Values tuple, Object messageId) {
                        throw new AssertionError("no rows here");
                    }

                    @Override
                    public void emitDirect(int toTask, String stream, Values tuple, @Nullable Object messageId) {
                        sent.add(((Control) tuple.get(0)).watermarkMs());
                    }
                },
                Marks.NONE,
                boundaryMs);
    }
}
