package dev.freshet.core.epoch;

/** Since when a worker has seen what it waits for, by its own clock. */
final class Waiting {
    private long generation = -1;
    private EpochRecord.Phase phase = EpochRecord.Phase.FORMING;
    private long epoch = -1;
    private boolean pending;
    private long sinceMs;
    private long triggerMs;
    private long lastMs = Long.MIN_VALUE;

    /** What the record waits for now; if it is something new, its time begins. */
    void see(EpochRecord record, long nowMs) {
        if (nowMs < lastMs) {
            // The clock went back: what was waited counts for nothing, rather than for ever.
            sinceMs = nowMs;
            triggerMs = nowMs;
        }
        lastMs = nowMs;
        boolean other = generation != record.generation() || phase != record.phase();
        if (other || epoch != record.lastEpoch()) {
            triggerMs = nowMs;
        }
        if (other || epoch != record.lastEpoch() || pending != (record.pending() != null)) {
            sinceMs = nowMs;
        }
        generation = record.generation();
        phase = record.phase();
        epoch = record.lastEpoch();
        pending = record.pending() != null;
    }

    /** Since the phase began, or the pending epoch. */
    long waitedMs(long nowMs) {
        return nowMs - sinceMs;
    }

    /** Since the last epoch was triggered, or the generation started. */
    long sinceTriggerMs(long nowMs) {
        return nowMs - triggerMs;
    }
}
