package dev.freshet.core.decode.scan;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A scanner of a format whose records are read whole, with tests of the fields that it found. */
public final class TestedScanner implements RecordScanner {
    private static final byte[] ZERO = {'0'};

    private final RecordScanner scanner;
    private final @Nullable FieldTest[] tests;
    private final int[] slots;
    private byte[] scratch = new byte[64];

    /** @param tests for each slot its test or null */
    public TestedScanner(RecordScanner scanner, @Nullable FieldTest[] tests) {
        this.scanner = scanner;
        this.tests = tests.clone();
        this.slots = IntStream.range(0, tests.length)
                .filter(slot -> tests[slot] != null)
                .toArray();
    }

    @Override
    public Outcome scan(byte[] data, int from, int to, int partition, long offset, Cells cells, Fault fault) {
        Outcome outcome = scanner.scan(data, from, to, partition, offset, cells, fault);
        return outcome == Outcome.FOUND && !passes(data, cells) ? Outcome.FILTERED : outcome;
    }

    @Override
    public boolean cutOff() {
        return scanner.cutOff();
    }

    @Override
    public int unescape(byte[] data, int from, int to, byte[] into) {
        return scanner.unescape(data, from, to, into);
    }

    @Override
    public void header(int partition, byte[] data, int from, int to) {
        scanner.header(partition, data, from, to);
    }

    private boolean passes(byte[] data, Cells cells) {
        for (int slot : slots) {
            FieldTest test = tests[slot];
            if (test != null && !passes(test, data, cells.kind(slot), cells.start(slot), cells.end(slot))) {
                return false;
            }
        }
        return true;
    }

    private boolean passes(FieldTest test, byte[] data, byte kind, int from, int to) {
        if (kind == Cells.ZERO) {
            return test.mayPass(Cells.TEXT, ZERO, 0, ZERO.length);
        }
        if (kind != Cells.TEXT_ESCAPED) {
            return test.mayPass(kind, data, from, to);
        }
        if (scratch.length < to - from) {
            scratch = new byte[to - from];
        }
        return test.mayPass(Cells.TEXT, scratch, 0, scanner.unescape(data, from, to, scratch));
    }
}
