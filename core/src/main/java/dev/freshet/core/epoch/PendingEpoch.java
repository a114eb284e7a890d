package dev.freshet.core.epoch;

import java.util.List;
import java.util.Map;

/** An epoch under way, with the parts reported so far and the savepoints it will be. */
public record PendingEpoch(long epoch, long triggeredAtMs, List<String> savepoints, Map<TaskName, Part> parts) {
    public PendingEpoch {
        savepoints = List.copyOf(savepoints);
        parts = Map.copyOf(parts);
    }
}
