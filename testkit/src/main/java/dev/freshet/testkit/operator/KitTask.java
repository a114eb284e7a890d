package dev.freshet.testkit.operator;

import dev.freshet.core.operator.Operator;
import java.util.ArrayList;
import java.util.List;

/** One task of a stage. */
final class KitTask {
    final int stage;
    final Operator operator;
    final List<KitChannel> channels = new ArrayList<>();
    /** What it was told of event time. */
    long toldMs;
    /** To the tasks of the next stage, by partition. */
    List<KitChannel> next = List.of();

    KitTask(int stage, Operator operator, long toldMs) {
        this.stage = stage;
        this.operator = operator;
        this.toldMs = toldMs;
    }

    /** The least watermark of all channels. */
    long watermarkMs() {
        return channels.stream().mapToLong(KitChannel::watermarkMs).min().orElseThrow();
    }
}
