package dev.freshet.core.epoch;

import java.util.List;

/** A job of one source and one sink, and a record in which it runs. */
final class Shapes {
    static final TaskName SOURCE = new TaskName("in", 0);
    static final TaskName SINK = new TaskName("out", 0);

    private Shapes() {}

    static JobShape shape(long submission, String from) {
        return new JobShape(
                "job",
                submission,
                from,
                List.of(
                        new JobShape.Component("in", 1, true, "rows"),
                        new JobShape.Component("out", 1, false, "sums")));
    }

    static EpochRecord running() {
        EpochChange change = EpochRecord.first(shape(1, JobShape.LATEST)).change();
        long source = change.enlist(SOURCE);
        long sink = change.enlist(SINK);
        change.ready(SOURCE, source, 1);
        change.ready(SINK, sink, 1);
        change.start();
        return change.toRecord();
    }

    static Part part(EpochRecord record, TaskName task, boolean finished) {
        PendingEpoch pending = record.pending();
        long epoch = pending == null ? 0 : pending.epoch();
        long incarnation = record.incarnation(task);
        return new Part(
                task, incarnation, record.generation(), epoch, Part.blobName(epoch, task, incarnation), 9, finished);
    }

    static EpochRecord afterEpoch(EpochRecord record, boolean finished) {
        EpochChange change = record.change();
        change.trigger(100);
        EpochRecord triggered = change.toRecord();
        change = triggered.change();
        change.report(part(triggered, SOURCE, finished), 200, 2);
        change.report(part(triggered, SINK, false), 200, 2);
        return change.toRecord();
    }
}
