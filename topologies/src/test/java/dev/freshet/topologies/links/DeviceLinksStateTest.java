package dev.freshet.topologies.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.snapshot.MemorySnapshot;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.testkit.links.LinkSample;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is known of links goes on from a snapshot as if there had been none. */
class DeviceLinksStateTest {
    @Test
    void goesOnFromASnapshot() {
        for (long seed = 1; seed <= 3; seed++) {
            TelemetrySettings settings = new TelemetrySettings(seed, 1_767_600_000_000L, 10_000, 1, 24, 1);
            List<LinkSample> samples = LinkSample.read(
                    new TelemetryGenerator(settings).records(24 * 360 * 3).iterator());
            List<String> whole = told(samples, new Random(seed), 0);
            assertThat(told(samples, new Random(seed), 200))
                    .as("seed " + seed)
                    .isEqualTo(whole)
                    .anyMatch(line -> line.contains("begin"));
        }
    }

    /** What is told where one sample in so many is behind a snapshot; none for 0. */
    private static List<String> told(List<LinkSample> samples, Random random, int snapshotEvery) {
        List<String> calls = new ArrayList<>();
        KeyScope key = (KeyScope) Proxy.newProxyInstance(
                KeyScope.class.getClassLoader(), new Class<?>[] {KeyScope.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName() + Arrays.toString(arguments));
                    return null;
                });
        DeviceLinks device = new DeviceLinks();
        long minute = samples.get(0).ts() / 60_000;
        for (LinkSample sample : samples) {
            if (snapshotEvery > 0 && random.nextInt(snapshotEvery) == 0) {
                device = restored(device);
            }
            if (sample.ts() / 60_000 != minute) {
                DeviceMinute together = DeviceMinute.of(device.links.values());
                for (String name : device.links.keySet()) {
                    device.link(name).minuteEnds(minute * 60_000, together, new FaultLog(key, name, device));
                }
                minute = sample.ts() / 60_000;
            }
            TelemetryRow row = new TelemetryRow(
                    sample.in(),
                    sample.out(),
                    sample.inPackets() + sample.outPackets(),
                    sample.errors() + sample.drops(),
                    sample.speed());
            device.link(sample.name()).sample(row, sample.ts(), new FaultLog(key, sample.name(), device));
        }
        return calls;
    }

    private static DeviceLinks restored(DeviceLinks from) {
        StateOutput out = new StateOutput();
        from.write(out);
        MemorySnapshot snapshot = new MemorySnapshot();
        out.section(snapshot, 0, 1);
        DeviceLinks into = new DeviceLinks();
        snapshot.reader(0, 1).forEach((group, version, bytes, start, end) -> {
            StateInput in = new StateInput(bytes, start, end);
            into.read(in);
            assertThat(in.hasMore()).isFalse();
        });
        return into;
    }
}
