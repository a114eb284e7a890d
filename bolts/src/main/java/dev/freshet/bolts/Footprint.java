package dev.freshet.bolts;

import dev.freshet.core.operator.Held;
import java.util.function.Supplier;

/** What a task's operator holds of the worker's heap. Where the operator has no state it holds nothing, and nothing is told. */
final class Footprint implements AutoCloseable {
    private final boolean stateful;
    private final double limit;
    private final StateGauge gauge;
    private final WorkerHeap.Share share;
    private final TaskMetrics metrics;

    Footprint(HostSpec spec, Supplier<Held> held, TaskMetrics metrics) {
        this.stateful = spec.stateful();
        this.limit = spec.memoryLimit();
        this.gauge = new StateGauge(held, System::nanoTime);
        this.share = WorkerHeap.OWN.share(spec.name());
        this.metrics = metrics;
    }

    /**
     * To be called before the operator takes more.
     *
     * @throws HeapFullException if the heap is nearly full
     */
    void requireRoom() {
        if (stateful && WorkerHeap.OWN.isFull(limit)) {
            share.tell(gauge.measure());
            throw WorkerHeap.OWN.full(limit);
        }
    }

    /** Tells the worker's heap and the task's metrics. */
    void tell() {
        if (stateful) {
            Held holds = gauge.read();
            share.tell(holds);
            metrics.holds(holds);
        }
    }

    @Override
    public void close() {
        WorkerHeap.OWN.leave(share);
    }
}
