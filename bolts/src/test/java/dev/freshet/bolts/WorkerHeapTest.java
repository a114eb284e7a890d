package dev.freshet.bolts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.operator.Held;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkerHeapTest {
    private static final long MB = 1 << 20;

    private final AtomicLong usedMb = new AtomicLong();
    private final WorkerHeap heap = new WorkerHeap(() -> new MemoryUsage(0, usedMb.get() * MB, 200 * MB, 200 * MB));

    @Test
    void isFullAboveTheLimit() {
        usedMb.set(180);
        assertThat(heap.isFull(0.9)).isFalse();
        usedMb.set(181);
        assertThat(heap.isFull(0.9)).isTrue();
        usedMb.set(200);
        assertThat(heap.isFull(1)).isFalse();
    }

    @Test
    void namesTheOperatorWhoseTasksHoldMost() {
        WorkerHeap.Share one = heap.share("joined");
        WorkerHeap.Share other = heap.share("joined");
        WorkerHeap.Share window = heap.share("window");
        one.tell(new Held(1_000_000, 60 * MB));
        other.tell(new Held(500_000, 30 * MB));
        window.tell(new Held(2_000_000, 80 * MB));
        usedMb.set(190);

        assertThat(heap.full(0.9))
                .hasMessageContaining("after garbage collection 190 MB of 200 MB are in use")
                .hasMessageContaining(
                        "'memory.limit' allows 90 %. Operator 'joined' holds the most: 1,500,000 entries, about 90 MB.");
        heap.leave(one);
        assertThat(heap.exhausted()).hasMessageContaining("Operator 'window' holds the most: 2,000,000 entries");
    }

    @Test
    void knowsTheHeapOfThisProcess() {
        assertThat(WorkerHeap.OWN.isFull(0.999)).isFalse();
    }

    @Test
    void stateIsMeasuredAsOftenAsCostsLittle() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        AtomicLong entries = new AtomicLong();
        StateGauge gauge = new StateGauge(
                () -> {
                    nanos.addAndGet(100_000_000);
                    return new Held(entries.incrementAndGet(), 8);
                },
                nanos::get);

        assertThat(gauge.read().entries()).isEqualTo(1);
        nanos.addAndGet(4_999_999_999L);
        assertThat(gauge.read().entries()).isEqualTo(1);
        nanos.addAndGet(1);
        assertThat(gauge.read().entries()).isEqualTo(2);
        assertThat(gauge.measure().entries()).isEqualTo(3);
    }
}
