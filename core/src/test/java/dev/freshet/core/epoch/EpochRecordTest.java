package dev.freshet.core.epoch;

import static dev.freshet.core.epoch.Shapes.SOURCE;
import static dev.freshet.core.epoch.Shapes.afterEpoch;
import static dev.freshet.core.epoch.Shapes.part;
import static dev.freshet.core.epoch.Shapes.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EpochRecordTest {
    @Test
    void isReadAsItWasWritten() {
        EpochChange change = running().change();
        change.askSavepoint("friday");
        EpochRecord record = afterEpoch(afterEpoch(change.toRecord(), false), true);
        change = record.change();
        change.fail(1, "a gap");
        change.ready(SOURCE, 1, 2);
        change.askSavepoint("monday");
        EpochRecord forming = change.toRecord();
        assertThat(EpochRecord.fromBytes(forming.toBytes())).isEqualTo(forming);
        change = running().change();
        change.trigger(-5);
        EpochRecord triggered = change.toRecord();
        change = triggered.change();
        change.report(part(triggered, SOURCE, true), 7, 2);
        EpochRecord pending = change.toRecord();
        assertThat(EpochRecord.fromBytes(pending.toBytes())).isEqualTo(pending);
        assertThat(pending.missing()).containsExactly(Shapes.SINK);
    }

    @Test
    void aFormatOfANewerReleaseIsRefused() {
        byte[] bytes = running().toBytes();
        bytes[0] = 9;
        assertThatThrownBy(() -> EpochRecord.fromBytes(bytes))
                .hasMessage("the job's epoch record has format 9, and this release knows 1 only");
    }

    @Test
    void aShortOneIsRefused() {
        byte[] bytes = running().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EpochRecord.fromBytes(cut)).isInstanceOf(IllegalStateException.class);
        }
    }
}
