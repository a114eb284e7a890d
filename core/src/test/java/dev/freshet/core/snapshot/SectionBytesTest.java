package dev.freshet.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionBytesTest {
    private static byte[] snapshot() {
        SectionBytes out = new SectionBytes();
        out.section(SectionBytes.HOST, 3, new byte[] {9}, 0, 1);
        out.section(SnapshotWriter.NO_KEY_GROUP, 1, new byte[] {}, 0, 0);
        out.section(0, 2, new byte[] {5, 6, 7}, 1, 3);
        out.section(127, 1, new byte[300], 0, 300);
        return out.toBytes();
    }

    @Test
    void givesEachTaskWhatIsItsOwn() {
        assertThat(told(0, 1)).containsExactly("-1 v1 0", "0 v2 2", "127 v1 300");
        assertThat(told(0, 2)).containsExactly("-1 v1 0", "0 v2 2");
        assertThat(told(1, 2)).containsExactly("-1 v1 0", "127 v1 300");
    }

    @Test
    void givesTheHostWhatItKept() {
        List<String> all = new ArrayList<>();
        SectionBytes.forEach(snapshot(), (group, version, bytes, from, to) -> all.add(group + " " + bytes[from]));
        assertThat(all.get(0)).isEqualTo("-2 9");
        assertThat(all).hasSize(4);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> SectionBytes.forEach(new byte[] {9}, (group, version, bytes, from, to) -> {}))
                .hasMessageContaining("version 9");
        byte[] cut = Arrays.copyOf(snapshot(), snapshot().length - 1);
        assertThatThrownBy(() -> SectionBytes.forEach(cut, (group, version, bytes, from, to) -> {}))
                .hasMessageContaining("damaged");
    }

    private static List<String> told(int partition, int partitions) {
        List<String> told = new ArrayList<>();
        SectionBytes.reader(List.of(snapshot()), partition, partitions)
                .forEach((group, version, bytes, from, to) -> told.add(group + " v" + version + " " + (to - from)));
        return told;
    }
}
