package dev.freshet.testkit.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.Output;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what an operator puts out. */
public final class CollectedOutput implements Output {
    /**
     * A dead letter.
     *
     * @param offset of the row, or -1
     * @param rows how many records it stands for
     */
    public record Dead(Reason reason, String detail, String source, int partition, long offset, long rows) {}

    private final List<Batch> batches = new ArrayList<>();
    private final List<Dead> dead = new ArrayList<>();

    @Override
    public void emit(int port, Batch batch) {
        if (port == MAIN) {
            batches.add(batch);
        }
    }

    @Override
    public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
        dead.add(
                new Dead(reason, detail, batch.origin().source(), batch.origin().partition(), batch.offset(row), rows));
    }

    /** The batches that went out by the main port. */
    public List<Batch> batches() {
        return batches;
    }

    public List<Dead> dead() {
        return dead;
    }

    /** The rows of all batches, each by column name. */
    public List<Map<String, @Nullable Object>> rows() {
        return batches.stream().flatMap(batch -> rows(batch).stream()).toList();
    }

    /** The rows as lists of values, each from the first column to the last. */
    public List<List<@Nullable Object>> values() {
        return rows().stream()
                .map(row -> (List<@Nullable Object>) new ArrayList<>(row.values()))
                .toList();
    }

    /** How much has come so far. */
    record Place(int batches, int dead) {}

    Place place() {
        return new Place(batches.size(), dead.size());
    }

    /** Forgets what came behind a place. */
    void backTo(Place place) {
        batches.subList(place.batches(), batches.size()).clear();
        dead.subList(place.dead(), dead.size()).clear();
    }

    /** What came behind a place, as text: rows with their event times, sorted, and how many records each reason for dead letters stands for. */
    List<String> since(Place place) {
        List<String> all = new ArrayList<>(timedRows(batches.subList(place.batches(), batches.size())));
        Map<Reason, Long> rows = new EnumMap<>(Reason.class);
        dead.subList(place.dead(), dead.size()).forEach(one -> rows.merge(one.reason(), one.rows(), Long::sum));
        all.add(rows.toString());
        return all;
    }

    /** The rows as text, each with its event time behind its values, sorted. */
    public List<String> timedRows() {
        return timedRows(batches);
    }

    private static List<String> timedRows(List<Batch> batches) {
        List<String> rows = new ArrayList<>();
        for (Batch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int column = 0; column < batch.schema().size(); column++) {
                    values.add(batch.column(column).value(batch.row(i)));
                }
                values.add(batch.eventTime(batch.row(i)));
                rows.add(values.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    /** A batch's selected rows, each by column name. */
    public static List<Map<String, @Nullable Object>> rows(Batch batch) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int column = 0; column < batch.schema().size(); column++) {
                row.put(
                        batch.schema().field(column).name(),
                        batch.column(column).value(batch.row(i)));
            }
            rows.add(row);
        }
        return rows;
    }
}
