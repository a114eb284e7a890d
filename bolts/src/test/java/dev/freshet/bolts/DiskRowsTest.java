package dev.freshet.bolts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.join.JoinColumn;
import dev.freshet.core.join.JoinCondition;
import dev.freshet.core.join.JoinInputs;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.StreamJoinSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.state.RowBytes;
import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.operator.OperatorKit;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRowsTest {
    private static final Schema SCHEMA = Schema.of(
            Field.required("k", Type.BIGINT), Field.nullable("note", Type.VARCHAR), Field.required("x", Type.DOUBLE));

    @TempDir
    Path directory;

    @Test
    void keepsWhatAMapKeeps() {
        RandomSource random = RandomSource.create();
        try (DiskRows disk = new DiskRows(directory)) {
            RowBytes rows = disk.rows("one");
            RowBytes others = disk.rows("other");
            others.put(7, new byte[] {1});
            Map<Integer, byte[]> expected = new HashMap<>();
            for (int i = 0; i < 20_000; i++) {
                int slot = (int) random.nextLong(0, 2_000);
                byte[] known = expected.remove(slot);
                if (known == null) {
                    byte[] bytes = new byte[(int) random.nextLong(0, 300)];
                    java.util.Arrays.fill(bytes, (byte) i);
                    rows.put(slot, bytes);
                    expected.put(slot, bytes);
                } else {
                    assertThat(rows.get(slot)).isEqualTo(known);
                    rows.remove(slot);
                }
            }
            expected.forEach((slot, bytes) -> assertThat(rows.get(slot)).isEqualTo(bytes));
            rows.clear();
            assertThat(others.get(7)).containsExactly(1);
        }
    }

    @Test
    void theFileIsGoneWithTheTask() throws IOException {
        try (DiskRows disk = new DiskRows(directory)) {
            disk.rows("one").put(1, new byte[100]);
            assertThat(files()).hasSize(1);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aJoinGivesWhatItGivesInMemory() {
        List<OperatorKit.Step> steps = steps(RandomSource.create());
        StreamJoinSpec spec = new StreamJoinSpec(
                new JoinInputs(SCHEMA, SCHEMA, List.of("k"), List.of("k")),
                JoinKind.FULL,
                new JoinCondition.Interval(-300, 500),
                List.of(JoinColumn.left("note"), JoinColumn.left("x"), JoinColumn.right("note", "other")),
                JoinLimits.DEFAULT);
        List<Stage> stages = List.of(Stage.joined(spec, List.of("k"), List.of("k")));
        List<String> inMemory =
                OperatorKit.run(stages, steps, Plan.PLAIN).output().timedRows();
        List<DiskRows> opened = new ArrayList<>();
        List<String> onDisk = OperatorKit.run(stages, steps, new Plan(1, 50, 3, 0.05), () -> {
                    opened.add(new DiskRows(directory));
                    return Optional.of(opened.get(opened.size() - 1).rows("rows"));
                })
                .output()
                .timedRows();
        opened.forEach(DiskRows::close);

        assertThat(opened).hasSizeGreaterThan(1);
        assertThat(onDisk).hasSizeGreaterThan(1000).isEqualTo(inMemory);
    }

    private static List<OperatorKit.Step> steps(RandomSource random) {
        List<OperatorKit.Step> steps = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            BatchBuilder builder = new BatchBuilder(SCHEMA);
            for (int row = 0; row < 100; row++) {
                builder.putLong(0, random.nextLong(0, 20));
                if (random.nextLong(0, 5) > 0) {
                    builder.putText(1, "note ".repeat((int) random.nextLong(0, 20)));
                }
                builder.putDouble(2, random.nextLong(0, 1000) / 8.0);
                builder.endRow(i * 100L + random.nextLong(0, 100));
            }
            steps.add(new OperatorKit.Rows(i % 2, builder.build(Origin.DERIVED)));
            steps.add(new OperatorKit.Watermark(i * 100L));
        }
        return steps;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
