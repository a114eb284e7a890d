package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.Script;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.window.WindowColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Writes rows of windows: a HASH each, and what stands beside them once per key. */
final class WindowEncoder implements ResultEncoder {
    /** How many keys share a call of a script, where they may. */
    private static final int KEYS_A_CALL = 50;

    private static final byte[] START_FIELD = Call.bytes("_start");
    private static final byte[] END_FIELD = Call.bytes("_end");
    private static final byte[] KIND_FIELD = Call.bytes(WindowColumns.KIND);
    private static final byte[] REVISION_FIELD = Call.bytes(WindowColumns.REVISION);
    private static final byte[] GENERATION_FIELD = Call.bytes("_gen");

    private final ResultSpec spec;
    private final boolean oneSlotACall;
    private final byte[] ttl;
    private final int start;
    private final int end;
    private final int kind;
    private final int revision;
    private final int[] keyColumns;
    private final int[] valueColumns;
    private final byte[][] names;
    private final Map<String, OfKey> keys = new LinkedHashMap<>();

    /** A row's order among others of its key, and the script's arguments for it. */
    private record Row(long generation, long startMs, long revision, List<byte[]> arguments) {
        boolean newerThan(@Nullable Row other) {
            if (other == null || generation != other.generation) {
                return other == null || generation > other.generation;
            }
            return startMs == other.startMs ? revision >= other.revision : startMs > other.startMs;
        }
    }

    /** What has come for a key since the last write. */
    private static final class OfKey {
        final Map<Long, List<Row>> windows = new LinkedHashMap<>();

        @Nullable
        Row latest;
    }

    WindowEncoder(ResultSpec spec, boolean oneSlotACall) {
        this.spec = spec;
        this.oneSlotACall = oneSlotACall;
        this.ttl = Call.bytes(spec.retainMs());
        Schema schema = spec.schema();
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
    public void add(Batch batch, long generation) {
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            Row made = row(batch, row, generation);
            OfKey ofKey = keys.computeIfAbsent(CellText.key(batch, keyColumns, row), unused -> new OfKey());
            ofKey.windows
                    .computeIfAbsent(made.startMs(), unused -> new ArrayList<>(1))
                    .add(made);
            if (made.newerThan(ofKey.latest)) {
                ofKey.latest = made;
            }
        }
    }

    private Row row(Batch batch, int row, long generation) {
        long startMs = batch.longs(start).get(row);
        long rev = batch.longs(revision).get(row);
        List<byte[]> arguments = new ArrayList<>(14 + 2 * names.length);
        byte[] startText = Call.bytes(startMs);
        byte[] revText = Call.bytes(rev);
        byte[] genText = Call.bytes(generation);
        arguments.add(genText);
        arguments.add(startText);
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
        arguments.add(startText);
        arguments.add(END_FIELD);
        arguments.add(CellText.bytes(batch.column(end), row));
        arguments.add(KIND_FIELD);
        arguments.add(CellText.bytes(batch.column(kind), row));
        arguments.add(REVISION_FIELD);
        arguments.add(revText);
        arguments.add(GENERATION_FIELD);
        arguments.add(genText);
        arguments.set(3, Call.bytes((arguments.size() - 4) / 2));
        return new Row(generation, startMs, rev, arguments);
    }

    @Override
    public void take(long nowMs, List<Call> into) {
        if (keys.isEmpty()) {
            return;
        }
        Keyed puts = new Keyed(into, Scripts.PUT);
        Keyed indexes = new Keyed(into, Scripts.INDEX);
        keys.forEach((key, ofKey) -> {
            ofKey.windows.forEach((startMs, rows) -> {
                byte[] name = Call.bytes(ResultKeys.window(spec.job(), spec.result(), key, startMs));
                rows.forEach(row -> puts.add(name, row.arguments()));
            });
            Row latest = ofKey.latest;
            if (spec.latest() && latest != null) {
                puts.add(Call.bytes(ResultKeys.latest(spec.job(), spec.result(), key)), latest.arguments());
            }
            puts.endOfKey();
        });
        puts.flush();
        if (spec.index()) {
            keys.forEach((key, ofKey) -> {
                List<byte[]> starts = new ArrayList<>(ofKey.windows.size() + 1);
                starts.add(Call.bytes(ofKey.windows.size()));
                ofKey.windows.keySet().forEach(startMs -> starts.add(Call.bytes(startMs)));
                indexes.add(Call.bytes(ResultKeys.index(spec.job(), spec.result(), key)), starts);
                indexes.endOfKey();
            });
            indexes.flush();
        }
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

    /** Gathers keys into calls of a script: as many as a call takes, or one key's on a Cluster. */
    private final class Keyed {
        private final List<Call> into;
        private final Script script;
        private List<byte[]> names = new ArrayList<>();
        private List<byte[]> arguments = new ArrayList<>();

        Keyed(List<Call> into, Script script) {
            this.into = into;
            this.script = script;
        }

        void add(byte[] name, List<byte[]> its) {
            if (names.isEmpty()) {
                arguments.add(ttl);
            }
            names.add(name);
            arguments.addAll(its);
            if (names.size() >= KEYS_A_CALL) {
                flush();
            }
        }

        void endOfKey() {
            if (oneSlotACall) {
                flush();
            }
        }

        void flush() {
            if (!names.isEmpty()) {
                into.add(new Call.Eval(script, names, arguments));
                names = new ArrayList<>();
                arguments = new ArrayList<>();
            }
        }
    }
}
