package dev.freshet.core.epoch;

import dev.freshet.core.epoch.EpochRecord.Admitted;
import dev.freshet.core.epoch.EpochRecord.Phase;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The record's bytes: a version, then its fields in order. */
final class EpochRecordCodec {
    private static final int VERSION = 1;

    private EpochRecordCodec() {}

    static byte[] write(EpochRecord record) {
        StateOutput to = new StateOutput();
        to.putUnsigned(VERSION);
        writeShape(to, record.shape());
        to.putUnsigned(record.generation());
        to.putUnsigned(record.phase() == Phase.RUNNING ? 1 : 0);
        to.putUnsigned(record.attempts());
        to.putUnsigned(record.lastIncarnation());
        to.putUnsigned(record.lastEpoch());
        writeAll(to, record.tasks().entrySet(), (out, task) -> {
            writeTask(out, task.getKey());
            out.putUnsigned(task.getValue().incarnation());
            out.putUnsigned(task.getValue().ready() ? 1 : 0);
        });
        writeAll(to, optional(record.base()), EpochRecordCodec::writeCompleted);
        writeAll(to, optional(record.pending()), EpochRecordCodec::writePending);
        writeAll(to, record.completed(), EpochRecordCodec::writeCompleted);
        writeAll(to, record.savepoints().entrySet(), (out, savepoint) -> {
            out.putText(savepoint.getKey());
            writeCompleted(out, savepoint.getValue());
        });
        writeAll(to, record.savepointsAsked(), StateOutput::putText);
        writeAll(to, record.garbage(), StateOutput::putText);
        to.putText(record.lastError());
        return to.take();
    }

    static EpochRecord read(byte[] bytes) {
        StateInput from = new StateInput(bytes, 0, bytes.length);
        long version = from.getUnsigned();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "the job's epoch record has format " + version + ", and this release knows " + VERSION + " only");
        }
        return new EpochRecord(
                readShape(from),
                from.getUnsigned(),
                from.getUnsigned() != 0 ? Phase.RUNNING : Phase.FORMING,
                (int) from.getUnsigned(),
                from.getUnsigned(),
                from.getUnsigned(),
                readTasks(from),
                first(readAll(from, EpochRecordCodec::readCompleted)),
                first(readAll(from, EpochRecordCodec::readPending)),
                readAll(from, EpochRecordCodec::readCompleted),
                readSavepoints(from),
                new TreeSet<>(readAll(from, StateInput::getText)),
                readAll(from, StateInput::getText),
                from.getText());
    }

    private static SortedMap<TaskName, Admitted> readTasks(StateInput from) {
        SortedMap<TaskName, Admitted> tasks = new TreeMap<>();
        for (long left = from.getUnsigned(); left > 0; left--) {
            tasks.put(readTask(from), new Admitted(from.getUnsigned(), from.getUnsigned() != 0));
        }
        return tasks;
    }

    private static SortedMap<String, CompletedEpoch> readSavepoints(StateInput from) {
        SortedMap<String, CompletedEpoch> savepoints = new TreeMap<>();
        for (long left = from.getUnsigned(); left > 0; left--) {
            savepoints.put(from.getText(), readCompleted(from));
        }
        return savepoints;
    }

    private static void writeShape(StateOutput to, JobShape shape) {
        to.putText(shape.job());
        to.putLong(shape.submission());
        to.putText(shape.from());
        writeAll(to, shape.components(), (out, component) -> {
            out.putText(component.name());
            out.putUnsigned(component.parallelism());
            out.putUnsigned(component.source() ? 1 : 0);
            out.putText(component.fingerprint());
        });
    }

    private static JobShape readShape(StateInput from) {
        return new JobShape(
                from.getText(),
                from.getLong(),
                from.getText(),
                readAll(
                        from,
                        in -> new JobShape.Component(
                                in.getText(), (int) in.getUnsigned(), in.getUnsigned() != 0, in.getText())));
    }

    private static void writeTask(StateOutput to, TaskName task) {
        to.putText(task.component());
        to.putUnsigned(task.index());
    }

    private static TaskName readTask(StateInput from) {
        return new TaskName(from.getText(), (int) from.getUnsigned());
    }

    private static void writePart(StateOutput to, Part part) {
        writeTask(to, part.task());
        to.putUnsigned(part.incarnation());
        to.putUnsigned(part.generation());
        to.putUnsigned(part.epoch());
        to.putText(part.blob());
        to.putUnsigned(part.bytes());
        to.putUnsigned(part.finished() ? 1 : 0);
    }

    private static Part readPart(StateInput from) {
        return new Part(
                readTask(from),
                from.getUnsigned(),
                from.getUnsigned(),
                from.getUnsigned(),
                from.getText(),
                from.getUnsigned(),
                from.getUnsigned() != 0);
    }

    private static void writeCompleted(StateOutput to, CompletedEpoch epoch) {
        to.putUnsigned(epoch.epoch());
        to.putUnsigned(epoch.generation());
        to.putLong(epoch.triggeredAtMs());
        to.putLong(epoch.completedAtMs());
        to.putUnsigned(epoch.finished() ? 1 : 0);
        to.putUnsigned(epoch.finishedBefore() ? 1 : 0);
        writeShape(to, epoch.shape());
        writeAll(to, epoch.parts(), EpochRecordCodec::writePart);
    }

    private static CompletedEpoch readCompleted(StateInput from) {
        return new CompletedEpoch(
                from.getUnsigned(),
                from.getUnsigned(),
                from.getLong(),
                from.getLong(),
                from.getUnsigned() != 0,
                from.getUnsigned() != 0,
                readShape(from),
                readAll(from, EpochRecordCodec::readPart));
    }

    private static void writePending(StateOutput to, PendingEpoch epoch) {
        to.putUnsigned(epoch.epoch());
        to.putLong(epoch.triggeredAtMs());
        writeAll(to, epoch.savepoints(), StateOutput::putText);
        writeAll(to, new TreeMap<>(epoch.parts()).values(), EpochRecordCodec::writePart);
    }

    private static PendingEpoch readPending(StateInput from) {
        long epoch = from.getUnsigned();
        long triggeredAtMs = from.getLong();
        List<String> savepoints = readAll(from, StateInput::getText);
        Map<TaskName, Part> parts = new HashMap<>();
        readAll(from, EpochRecordCodec::readPart).forEach(part -> parts.put(part.task(), part));
        return new PendingEpoch(epoch, triggeredAtMs, savepoints, parts);
    }

    private static <T> void writeAll(StateOutput to, Collection<T> all, BiConsumer<StateOutput, T> write) {
        to.putUnsigned(all.size());
        all.forEach(each -> write.accept(to, each));
    }

    private static <T> List<T> readAll(StateInput from, Function<StateInput, T> read) {
        List<T> all = new ArrayList<>();
        for (long left = from.getUnsigned(); left > 0; left--) {
            all.add(read.apply(from));
        }
        return all;
    }

    private static <T> List<T> optional(@Nullable T value) {
        return value == null ? List.of() : List.of(value);
    }

    private static <T> @Nullable T first(List<T> values) {
        return values.isEmpty() ? null : values.get(0);
    }
}
