package dev.freshet.topologies.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {
    /** 2015-05-17T10:05:00Z. */
    private static final long MINUTE = 1_431_857_100_000L;

    @TempDir
    private Path directory;

    /** Rows as a store holds them. */
    private static final class Stored implements StoredRows {
        private final Map<ResultSpec, List<Map<String, String>>> rows = new LinkedHashMap<>();

        Stored row(ResultSpec result, String... namesAndValues) {
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                row.put(namesAndValues[i], namesAndValues[i + 1]);
            }
            rows.computeIfAbsent(result, unused -> new ArrayList<>()).add(row);
            return this;
        }

        @Override
        public List<ResultSpec> results() {
            return List.copyOf(rows.keySet());
        }

        @Override
        public void forEach(ResultSpec result, Consumer<Map<String, String>> row) {
            rows.getOrDefault(result, List.of()).forEach(row);
        }
    }

    @Test
    void windowsAreOrderedByStartThenTypedKey() throws IOException {
        ResultSpec result = windows(
                "host_minute",
                List.of("port", "name"),
                Field.nullable("port", Type.BIGINT),
                Field.nullable("name", Type.VARCHAR),
                Field.nullable("mean", Type.DOUBLE),
                Field.nullable("seen", Type.TIMESTAMP));
        Stored stored = new Stored();
        String start = Long.toString(MINUTE);
        String end = Long.toString(MINUTE + 60_000);
        stored.row(
                result, "window_start", end, "window_end", Long.toString(MINUTE + 120_000), "port", "1", "name", "z");
        stored.row(result, "window_start", start, "window_end", end, "port", "10", "name", "a", "mean", "1.0E-5");
        stored.row(
                result, "window_start", start, "window_end", end, "port", "9", "name", "\uD83D\uDE00", "mean", "NaN");
        stored.row(result, "window_start", start, "window_end", end, "port", "9", "name", "\uFF5E", "mean", "0.1");
        stored.row(result, "window_start", start, "window_end", end, "port", "9", "name", "");
        stored.row(result, "window_start", start, "window_end", end, "port", "9", "seen", "1431857100123");
        stored.row(result, "window_start", start, "window_end", end, "port", "-3", "name", "a \"b\", c\nd");
        assertThat(Exporter.export(stored, directory.resolve("new/one"))).isEqualTo(Map.of("host_minute", 7L));
        assertThat(directory.resolve("new/one/host_minute.csv")).hasContent("""
                        window_start,window_end,port,name,mean,seen
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,-3,"a ""b"", c
                        d",,
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,9,,,2015-05-17T10:05:00.123Z
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,9,"",,
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,9,\uFF5E,0.1,
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,9,\uD83D\uDE00,NaN,
                        2015-05-17T10:05:00Z,2015-05-17T10:06:00Z,10,a,1.0E-5,
                        2015-05-17T10:06:00Z,2015-05-17T10:07:00Z,1,z,,
                        """);
        try (var files = Files.list(directory.resolve("new/one"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void leaderboardsAreOrderedByRank() throws IOException {
        ResultSpec result = ResultSpec.top(
                "job",
                "talkers_top",
                schema(
                        Field.required("rank", Type.BIGINT),
                        Field.nullable("src", Type.VARCHAR),
                        Field.nullable("bytes", Type.BIGINT)),
                List.of("src"),
                "bytes");
        Stored stored = new Stored();
        for (int rank = 12; rank >= 1; rank--) {
            stored.row(
                    result,
                    "window_start",
                    "0",
                    "window_end",
                    "60000",
                    "rank",
                    "" + rank,
                    "src",
                    "h" + rank % 3,
                    "bytes",
                    "5");
        }
        Exporter.export(stored, directory);
        List<String> lines = Files.readAllLines(directory.resolve("talkers_top.csv"));
        assertThat(lines.get(0)).isEqualTo("window_start,window_end,rank,src,bytes");
        assertThat(lines.get(2)).isEqualTo("1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,2,h2,5");
        assertThat(lines.get(12)).isEqualTo("1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,12,h0,5");
    }

    @Test
    void logsHaveTheirTimeFirstAndKeepTheOrderOfEqualTimes() throws IOException {
        ResultSpec result = ResultSpec.log("job", "alerts", new Schema(List.of(Field.nullable("what", Type.VARCHAR))));
        Stored stored = new Stored()
                .row(result, "_time", "2000", "what", "b")
                .row(result, "_time", "2000", "what", "a")
                .row(result, "_time", "1500", "what", "c");
        Exporter.export(stored, directory);
        assertThat(directory.resolve("alerts.csv"))
                .hasContent("time,what\n1970-01-01T00:00:01.500Z,c\n1970-01-01T00:00:02Z,b\n1970-01-01T00:00:02Z,a\n");
    }

    @Test
    void aResultWithoutRowsIsItsHeader() throws IOException {
        ResultSpec result = windows("nothing", List.of("src"), Field.nullable("src", Type.VARCHAR));
        Stored stored = new Stored();
        stored.rows.put(result, List.of());
        Files.writeString(directory.resolve("nothing.csv"), "what an earlier run left");
        assertThat(Exporter.export(stored, directory)).isEqualTo(Map.of("nothing", 0L));
        assertThat(Files.readString(directory.resolve("nothing.csv"))).isEqualTo("window_start,window_end,src\n");
    }

    private static ResultSpec windows(String name, List<String> keys, Field... fields) {
        return ResultSpec.windows("job", name, schema(fields), keys);
    }

    private static Schema schema(Field... fields) {
        List<Field> all = new ArrayList<>(WindowColumns.leading());
        all.addAll(List.of(fields));
        all.addAll(WindowColumns.trailing());
        return new Schema(all);
    }
}
