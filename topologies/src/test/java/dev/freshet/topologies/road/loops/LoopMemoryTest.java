package dev.freshet.topologies.road.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is kept of a road is the same when it was written and read. */
class LoopMemoryTest {
    @Test
    void aRoadReadBackForetellsTheSame() {
        Along<SensorSpeeds> along = new Along<>(SensorSpeeds::new);
        Random random = new Random(3);
        for (long slot = 0; slot < 600; slot++) {
            read(along, slot, random.nextDouble());
        }
        Along<SensorSpeeds> again = again(along, new Along<>(SensorSpeeds::new));
        assertThat(again.sites()).hasSize(2);
        for (long slot = 600; slot < 700; slot++) {
            double draw = random.nextDouble();
            assertThat(read(again, slot, draw)).isEqualTo(read(along, slot, draw));
        }
    }

    private static double read(Along<SensorSpeeds> along, long slot, double draw) {
        double forecasts = 0;
        for (int i = 0; i < 2; i++) {
            SensorSpeeds speeds = along.at("s" + i, i, "W").state();
            speeds.values[SensorSpeeds.SPEED] = 60 - 30 * draw + i;
            speeds.reads(slot);
            speeds.look(1, draw, 2);
            for (SpeedModel model : speeds.models) {
                forecasts += speeds.foretell(model);
            }
            speeds.profile.learn(slot, speeds.values[SensorSpeeds.SPEED]);
        }
        return forecasts;
    }

    @Test
    void freeFlowSuspicionsAndFrontsAreReadBack() {
        FreeSpeed free = new FreeSpeed();
        free.next(40.5);
        free.next(60);
        assertThat(again(free, new FreeSpeed()).next(50))
                .isEqualTo(free.next(50))
                .isEqualTo(60);

        Suspicion suspicion = new Suspicion();
        suspicion.reads(300_000, 10, 60, 60);
        assertThat(suspicion.judge(60)).isEqualTo(Suspicion.BEGIN);
        Suspicion read = again(suspicion, new Suspicion());
        read.reads(600_000, 60, 60, 60);
        assertThat(read.judge(60)).isEmpty();
        read.reads(900_000, 60, 60, 60);
        assertThat(read.judge(60)).isEqualTo(Suspicion.END);
        assertThat(read.sinceMs()).isEqualTo(300_000);

        WaveFront front = new WaveFront();
        front.reads(0, 60, 60);
        WaveFront after = again(front, new WaveFront());
        after.reads(300_000, 12, 60);
        assertThat(after.falls(300_000, 300_000)).isEqualTo(150_000);
    }

    private static <M extends KeyMemory> M again(M memory, M fresh) {
        StateOutput out = new StateOutput();
        memory.write(out);
        byte[] bytes = out.toBytes();
        fresh.read(new StateInput(bytes, 0, bytes.length));
        return fresh;
    }
}
