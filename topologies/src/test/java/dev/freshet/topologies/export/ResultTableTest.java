package dev.freshet.topologies.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.results.ResultRow;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTableTest {
    /** 2015-05-17T10:05:00Z. */
    private static final long MINUTE = 1_431_857_100_000L;

    @TempDir
    private Path directory;

    @Test
    void windowsAreOrderedByStartThenTypedKey() throws IOException {
        ResultTable table = new ResultTable(ResultSpec.windows(
                "job",
                "ports",
                windowed(
                        Field.nullable("port", Type.BIGINT),
                        Field.nullable("name", Type.VARCHAR),
                        Field.nullable("mean", Type.DOUBLE),
                        Field.nullable("seen", Type.TIMESTAMP),
                        Field.nullable("open", Type.BOOLEAN)),
                List.of("port", "name")));
        table.add(row(MINUTE + 60_000, 1L, "z", null, null, true));
        table.add(row(MINUTE, 10L, "a", 1e-5, null, null));
        table.add(row(MINUTE, 9L, "\uD83D\uDE00", Double.NaN, null, null));
        table.add(row(MINUTE, 9L, "\uFF5E", 100.0, null, null));
        table.add(row(MINUTE, 9L, "", 0.1, null, null));
        table.add(row(MINUTE, 9L, null, null, 1_431_857_100_123L, false));
        table.add(row(MINUTE, -3L, "a \"b\", c\nd", null, null, null));
        assertThat(written(table, 7)).isEqualTo("""
                        window_start,window_end,port,name,mean,seen,open
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,-3,"a ""b"", c
                        d",,,
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,9,,,2015-05-17T10:05:00.123Z,false
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,9,"",0.1,,
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,9,\uFF5E,100.0,,
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,9,\uD83D\uDE00,NaN,,
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,10,a,1.0E-5,,
                        2015-05-17T10:06:00Z,2015-05-17T10:07:00Z,1,z,,,true
                        """);
    }

    @Test
    void leaderboardsAreOrderedByRank() throws IOException {
        ResultTable table = new ResultTable(ResultSpec.top(
                "job",
                "talkers",
                windowed(
                        Field.required("rank", Type.BIGINT),
                        Field.nullable("src", Type.VARCHAR),
                        Field.nullable("n", Type.BIGINT)),
                List.of("src"),
                "n"));
        for (long rank = 12; rank >= 1; rank--) {
            table.add(row(0, rank, "h" + rank % 3, 5L));
        }
        List<String> lines = written(table, 12).lines().toList();
        assertThat(lines.get(0)).isEqualTo("window_start,window_end,rank,src,n");
        assertThat(lines.get(2)).isEqualTo("1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,2,h2,5");
        assertThat(lines.get(12)).isEqualTo("1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,12,h0,5");
    }

    @Test
    void logsHaveTheirTimeFirstAndKeepTheOrderOfEqualTimes() throws IOException {
        ResultTable table = new ResultTable(
                ResultSpec.log("job", "alerts", new Schema(List.of(Field.nullable("what", Type.VARCHAR)))));
        table.add(new ResultRow(2000, 2000, "", 0, 0, List.of("b")));
        table.add(new ResultRow(2000, 2000, "", 0, 0, List.of("a")));
        table.add(new ResultRow(-1500, -1500, "", 0, 0, List.of("c")));
        assertThat(written(table, 3))
                .isEqualTo("time,what\n1969-12-31T23:59:58.500Z,c\n1970-01-01T00:00:02Z,b\n1970-01-01T00:00:02Z,a\n");
    }

    @Test
    void aTableWithoutRowsReplacesWhatWasThereByItsHeader() throws IOException {
        Files.writeString(directory.resolve("table.csv"), "what an earlier run left\n");
        ResultTable table = new ResultTable(
                ResultSpec.windows("job", "nothing", windowed(Field.nullable("src", Type.VARCHAR)), List.of("src")));
        assertThat(written(table, 0)).isEqualTo("window_start,window_end,src\n");
    }

    private String written(ResultTable table, long rows) throws IOException {
        Path file = directory.resolve("table.csv");
        assertThat(table.write(file)).isEqualTo(rows);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
        return Files.readString(file);
    }

    private static ResultRow row(long startMs, @Nullable Object... values) {
        return new ResultRow(startMs, startMs + 60_000, "final", 0, 1, Arrays.asList(values));
    }

    private static Schema windowed(Field... fields) {
        List<Field> all = new ArrayList<>(WindowColumns.leading());
        all.addAll(List.of(fields));
        all.addAll(WindowColumns.trailing());
        return new Schema(all);
    }
}
