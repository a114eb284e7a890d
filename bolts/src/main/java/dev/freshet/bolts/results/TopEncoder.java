package dev.freshet.bolts.results;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/**
 * Writes leaderboards. The rows of one window and revision are a whole leaderboard, in the order of their ranks, and
 * replace the one before, so a shrunk one leaves nothing behind.
 */
final class TopEncoder implements ResultEncoder<Call> {
    private final ResultSpec spec;
    private final int idColumn;
    private final int start;
    private final int end;
    private final int kind;
    private final int revision;
    private final int score;
    private final int[] members;
    private final List<Field> values;
    private final int[] valueColumns;
    private final Map<Id, Board> boards = new LinkedHashMap<>();

    private record Id(long generation, long windowId, long revision) {}

    private static final class Board {
        final byte[] start;
        final byte[] end;
        final byte[] kind;
        final List<byte[]> rows = new ArrayList<>();

        Board(byte[] start, byte[] end, byte[] kind) {
            this.start = start;
            this.end = end;
            this.kind = kind;
        }
    }

    TopEncoder(ResultSpec spec) {
        this.spec = spec;
        Schema schema = spec.schema();
        this.idColumn = schema.requireIndex(spec.idColumn());
        this.start = schema.requireIndex(WindowColumns.START);
        this.end = schema.requireIndex(WindowColumns.END);
        this.kind = schema.requireIndex(WindowColumns.KIND);
        this.revision = schema.requireIndex(WindowColumns.REVISION);
        this.score = schema.requireIndex(spec.scoreColumn());
        this.members = spec.keyColumns().stream().mapToInt(schema::requireIndex).toArray();
        this.values = spec.valueFields();
        this.valueColumns = values.stream()
                .mapToInt(field -> schema.requireIndex(field.name()))
                .toArray();
    }

    @Override
    public int add(Batch batch, long generation) {
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            Id id = new Id(
                    generation,
                    batch.longs(idColumn).get(row),
                    batch.longs(revision).get(row));
            Board board = boards.computeIfAbsent(
                    id,
                    unused -> new Board(
                            CellText.bytes(batch.column(start), row),
                            CellText.bytes(batch.column(end), row),
                            CellText.bytes(batch.column(kind), row)));
            Column scores = batch.column(score);
            board.rows.add(scores.isNull(row) ? Call.bytes("-inf") : CellText.bytes(scores, row));
            board.rows.add(Call.bytes(CellText.key(batch, members, row)));
            board.rows.add(Call.bytes(1 + board.rows.size() / 4));
            board.rows.add(json(batch, row));
        }
        return batch.size();
    }

    @Override
    public void take(long nowMs, List<Call> into) {
        boards.forEach((id, board) -> {
            List<byte[]> arguments = new ArrayList<>(8 + board.rows.size());
            arguments.add(Call.bytes(spec.retainMs()));
            arguments.add(Call.bytes(id.generation()));
            arguments.add(Call.bytes(id.windowId()));
            arguments.add(Call.bytes(id.revision()));
            arguments.add(board.end);
            arguments.add(board.kind);
            arguments.add(board.start);
            arguments.add(Call.bytes(board.rows.size() / 4));
            arguments.addAll(board.rows);
            into.add(new Call.Eval(
                    Scripts.TOP,
                    List.of(
                            Call.bytes(ResultKeys.top(spec.job(), spec.result(), id.windowId())),
                            Call.bytes(ResultKeys.topRows(spec.job(), spec.result(), id.windowId())),
                            Call.bytes(ResultKeys.topIndex(spec.job(), spec.result()))),
                    arguments));
        });
        boards.clear();
    }

    private byte[] json(Batch batch, int row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < valueColumns.length; i++) {
            Column column = batch.column(valueColumns[i]);
            if (!column.isNull(row)) {
                json.put(values.get(i).name(), CellText.text(column, row));
            }
        }
        return Call.bytes(json);
    }
}
