package dev.freshet.cli;

import dev.freshet.core.epoch.CompletedEpoch;
import dev.freshet.core.epoch.EpochRecord;
import dev.freshet.core.epoch.PendingEpoch;
import dev.freshet.core.epoch.TaskName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet checkpoints}: the epochs that a job can go on from. */
@Command(
        name = "checkpoints",
        description = "Lists the complete epochs of a job that are kept: what it can go on from.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "An epoch is the state of the whole job at one moment. 'base' is the one that the running generation began with;",
            "'age_ms' counts from when it was complete, 'duration_ms' from its trigger until then, 'bytes' before they are packed.",
            "docs/checkpoints.md says it all.",
            "",
            "Examples:",
            "  freshet checkpoints network",
            "  freshet checkpoints network --redis redis://10.0.0.7:6379 --json",
            "  freshet checkpoints network --store file:///shared/epochs"
        })
final class CheckpointsCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "epoch",
            "savepoint",
            "generation",
            "completed",
            "age_ms",
            "duration_ms",
            "bytes",
            "tasks",
            "base",
            "finished");
    private static final int SHOWN = 3;

    @Parameters(index = "0", paramLabel = "JOB")
    private String job = "";

    @Mixin
    private EpochStoreOption store = new EpochStoreOption();

    @Option(
            names = "--format",
            paramLabel = "table|json|csv",
            description = "How rows are printed; table unless given.")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Override
    public Integer call() {
        OutputFormat chosen = json ? OutputFormat.JSON : format;
        EpochRecord record = store.with(job, (opened, now) -> now);
        RowPrinter printer = new RowPrinter(chosen, COLUMNS, System.out, new Terminal().columns());
        long nowMs = System.currentTimeMillis();
        rows(record, nowMs).forEach(printer::row);
        printer.end();
        if (chosen == OutputFormat.TABLE) {
            status(record, nowMs).forEach(System.out::println);
        }
        return Failures.DONE;
    }

    /** The newest first. */
    static List<List<@Nullable Object>> rows(EpochRecord record, long nowMs) {
        Map<Long, CompletedEpoch> epochs = new TreeMap<>(Comparator.reverseOrder());
        Map<Long, List<String>> names = new TreeMap<>();
        record.completed().forEach(epoch -> epochs.put(epoch.epoch(), epoch));
        record.savepoints().forEach((name, epoch) -> {
            epochs.put(epoch.epoch(), epoch);
            names.computeIfAbsent(epoch.epoch(), unused -> new ArrayList<>()).add(name);
        });
        CompletedEpoch base = record.base();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (CompletedEpoch epoch : epochs.values()) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(epoch.epoch());
            List<String> savepoints = names.get(epoch.epoch());
            row.add(savepoints == null ? null : String.join(",", savepoints));
            row.add(epoch.generation());
            row.add(Numbers.time(epoch.completedAtMs()));
            row.add(Math.max(0, nowMs - epoch.completedAtMs()));
            row.add(Math.max(0, epoch.completedAtMs() - epoch.triggeredAtMs()));
            row.add(epoch.bytes());
            row.add((long) epoch.parts().size());
            row.add(base != null && base.epoch() == epoch.epoch());
            row.add(epoch.finished());
            rows.add(row);
        }
        return rows;
    }

    /** Where the job stands now. */
    static List<String> status(EpochRecord record, long nowMs) {
        List<String> lines = new ArrayList<>();
        if (record.completed().isEmpty()) {
            lines.add("no epoch is complete yet");
        }
        CompletedEpoch base = record.base();
        boolean running = record.phase() == EpochRecord.Phase.RUNNING;
        lines.add("generation " + record.generation()
                + (base == null ? ", from no state" : ", from epoch " + base.epoch())
                + (running ? "" : ": waits for " + some(notReady(record))));
        PendingEpoch pending = record.pending();
        if (pending != null) {
            lines.add("epoch " + pending.epoch() + " is under way for " + Math.max(0, nowMs - pending.triggeredAtMs())
                    + " ms, waits for " + some(record.missing()));
        }
        if (!record.savepointsAsked().isEmpty()) {
            lines.add("asked for: savepoint " + String.join(", ", record.savepointsAsked()));
        }
        if (!record.lastError().isEmpty()) {
            lines.add("the generation before failed: " + record.lastError());
        }
        return lines;
    }

    private static List<TaskName> notReady(EpochRecord record) {
        return record.tasks().entrySet().stream()
                .filter(task -> !task.getValue().ready())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String some(List<TaskName> tasks) {
        String shown = tasks.stream().limit(SHOWN).map(TaskName::toString).collect(Collectors.joining(", "));
        return tasks.size() <= SHOWN ? shown : shown + " and " + (tasks.size() - SHOWN) + " more";
    }
}
