package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.window.WindowColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Protocol.Command;

/** Writes rows of windows: a HASH each, and what stands beside them once per key. */
final class WindowEncoder implements ResultEncoder<Call> {
    /** With how many names of keys a call of the script is full, where keys may share one. */
    private static final int NAMES_A_CALL = 150;
    /** How many windows of a key a call takes: the script's table of them must stay small. */
    private static final int WINDOWS_A_CALL = 100;

    private static final byte[] YES = Call.bytes(1);
    private static final byte[] NO = Call.bytes(0);

    private static final byte[] START_FIELD = Call.bytes("_start");
    private static final byte[] END_FIELD = Call.bytes("_end");
    private static final byte[] KIND_FIELD = Call.bytes(WindowColumns.KIND);
    private static final byte[] REVISION_FIELD = Call.bytes(WindowColumns.REVISION);
    private static final byte[] GENERATION_FIELD = Call.bytes("_gen");

    private final ResultSpec spec;
    private final boolean oneSlotACall;
    private final byte[] ttl;
    private final byte[] run;
    private final int id;
    private final int start;
    private final int end;
    private final int kind;
    private final int revision;
    private final int[] keyColumns;
    private final int[] valueColumns;
    private final byte[][] names;
    /** What has come for each key since the last write, the newest last. */
    private final Map<String, List<Row>> keys = new LinkedHashMap<>();

    /** A row's order among others of its key, and the script's arguments for it. */
    private record Row(long generation, long id, long revision, List<byte[]> arguments) {
        boolean newerThan(Row other) {
            if (generation != other.generation) {
                return generation > other.generation;
            }
            return id == other.id ? revision >= other.revision : id > other.id;
        }
    }

    /** @param run the lowest generation that this run of the job writes in */
    WindowEncoder(ResultSpec spec, long run, boolean oneSlotACall) {
        this.spec = spec;
        this.oneSlotACall = oneSlotACall;
        this.ttl = Call.bytes(spec.retainMs());
        this.run = Call.bytes(run);
        Schema schema = spec.schema();
        this.id = schema.requireIndex(spec.idColumn());
        this.start = schema.requireIndex(WindowColumns.START);
        this.end = schema.requireIndex(WindowColumns.END);
        this.kind = schema.requireIndex(WindowColumns.KIND);
        this.revision = schema.requireIndex(WindowColumns.REVISION);
        this.keyColumns =
                spec.keyColumns().stream().mapToInt(schema::requireIndex).toArray();
        List<Field> values = spec.valueFields();
        this.valueColumns = values.stream()
                .mapToInt(field -> schema.requireIndex(field.name()))
                .toArray();
        this.names = values.stream().map(field -> Call.bytes(field.name())).toArray(byte[][]::new);
    }

    @Override
    public int add(Batch batch, long generation) {
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            Row made = row(batch, row, generation);
            List<Row> rows = keys.computeIfAbsent(CellText.key(batch, keyColumns, row), unused -> new ArrayList<>(1));
            int last = rows.size() - 1;
            if (last < 0 || made.newerThan(rows.get(last))) {
                rows.add(made);
            } else {
                rows.add(last, made);
            }
        }
        return batch.size();
    }

    private Row row(Batch batch, int row, long generation) {
        long idMs = batch.longs(id).get(row);
        long rev = batch.longs(revision).get(row);
        List<byte[]> arguments = new ArrayList<>(14 + 2 * names.length);
        byte[] revText = Call.bytes(rev);
        byte[] genText = Call.bytes(generation);
        arguments.add(genText);
        arguments.add(Call.bytes(idMs));
        arguments.add(revText);
        arguments.add(genText);
        for (int i = 0; i < names.length; i++) {
            Column column = batch.column(valueColumns[i]);
            if (!column.isNull(row)) {
                arguments.add(names[i]);
                arguments.add(CellText.bytes(column, row));
            }
        }
        arguments.add(START_FIELD);
        arguments.add(CellText.bytes(batch.column(start), row));
        arguments.add(END_FIELD);
        arguments.add(CellText.bytes(batch.column(end), row));
        arguments.add(KIND_FIELD);
        arguments.add(CellText.bytes(batch.column(kind), row));
        arguments.add(REVISION_FIELD);
        arguments.add(revText);
        arguments.add(GENERATION_FIELD);
        arguments.add(genText);
        arguments.set(3, Call.bytes(arguments.size() - 4));
        return new Row(generation, idMs, rev, arguments);
    }

    @Override
    public void take(long nowMs, List<Call> into) {
        if (keys.isEmpty()) {
            return;
        }
        Writes writes = new Writes(into);
        keys.forEach((key, rows) -> {
            for (int from = 0; from < rows.size(); from += WINDOWS_A_CALL) {
                int to = Math.min(rows.size(), from + WINDOWS_A_CALL);
                writes.add(key, rows.subList(from, to), spec.latest() && to == rows.size());
            }
        });
        writes.flush();
        if (spec.keys()) {
            listKeys(nowMs, into);
        }
        keys.clear();
    }

    private void listKeys(long nowMs, List<Call> into) {
        List<byte[]> members = new ArrayList<>(2 * keys.size());
        byte[] now = Call.bytes(nowMs);
        keys.keySet().forEach(key -> {
            members.add(now);
            members.add(Call.bytes(key));
        });
        byte[] list = Call.bytes(ResultKeys.keys(spec.job(), spec.result()));
        into.add(new Call.Command(Command.ZADD, list, members));
        into.add(new Call.Command(Command.PEXPIRE, list, List.of(ttl)));
        into.add(new Call.Command(
                Command.ZREMRANGEBYSCORE,
                list,
                List.of(Call.bytes("-inf"), Call.bytes("(" + (nowMs - spec.retainMs())))));
    }

    /** Gathers keys into calls of the script: as many as a call takes, or one key's on a Cluster. */
    private final class Writes {
        private final List<Call> into;
        private List<byte[]> names = new ArrayList<>();
        private List<byte[]> arguments = new ArrayList<>();

        Writes(List<Call> into) {
            this.into = into;
        }

        void add(String key, List<Row> rows, boolean latest) {
            if (names.isEmpty()) {
                arguments.add(ttl);
                arguments.add(spec.byEnd() ? END_FIELD : START_FIELD);
                arguments.add(run);
            }
            arguments.add(Call.bytes(rows.size()));
            arguments.add(latest ? YES : NO);
            arguments.add(spec.index() ? YES : NO);
            for (Row row : rows) {
                names.add(Call.bytes(ResultKeys.window(spec.job(), spec.result(), key, row.id())));
                arguments.addAll(row.arguments());
            }
            if (latest) {
                names.add(Call.bytes(ResultKeys.latest(spec.job(), spec.result(), key)));
            }
            if (spec.index()) {
                names.add(Call.bytes(ResultKeys.index(spec.job(), spec.result(), key)));
            }
            if (oneSlotACall || names.size() >= NAMES_A_CALL) {
                flush();
            }
        }

        void flush() {
            if (!names.isEmpty()) {
                into.add(new Call.Eval(Scripts.WINDOWS, names, arguments));
                names = new ArrayList<>();
                arguments = new ArrayList<>();
            }
        }
    }
}
