package dev.freshet.topologies.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.decode.Decoder;
import dev.freshet.core.decode.DecoderSpec;
import dev.freshet.core.decode.Decoders;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.plan.InputNode;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.time.PartitionClock;
import dev.freshet.topologies.pipeline.FieldText;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.yaml.PlanReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaInferenceTest {
    @TempDir
    private Path folder;

    @Test
    void jsonWithNestedPaths() throws IOException {
        Plan plan = proposed("orders.json", """
                {"ts":1700000000000,"client":{"ip":"10.0.0.1","geo":{"lat":1.5}},"n":1,"ok":true,"tags":[1]}
                not json
                {"ts":1700000001000,"client":{"ip":"10.0.0.1","geo":{"lat":2}},"n":2,"ok":false,"note":"x"}
                """, 2);
        assertThat(fields(plan))
                .containsExactly(
                        "ts TIMESTAMP(ms)",
                        "client_ip VARCHAR FROM client.ip",
                        "client_geo_lat DOUBLE FROM client.geo.lat",
                        "n BIGINT",
                        "ok BOOLEAN",
                        "note VARCHAR NULL");
        assertThat(plan.inputs().get(0).timeField()).isEqualTo("ts");
        assertThat(plan.steps().get(0).describe()).isEqualTo("by client_ip window 1m aggregate count() AS events");
    }

    @Test
    void csvWithHeader() throws IOException {
        Plan plan = proposed("shop.csv", """
                created at,item,price,
                2024-05-01T10:00:00Z,apple,1.5,a
                2024-05-01T10:00:01Z,"pear, big",,b
                """, 2);
        assertThat(fields(plan))
                .containsExactly(
                        "created_at TIMESTAMP(iso) FROM created at",
                        "item VARCHAR",
                        "price DOUBLE NULL",
                        "_3 VARCHAR FROM 3");
    }

    @Test
    void csvWithoutHeader() throws IOException {
        Plan plan = proposed("plain.csv", "2024-05-01T10:00:00Z,apple,3\n2024-05-01T10:00:01Z,pear,4\n", 2);
        assertThat(fields(plan)).containsExactly("column0 TIMESTAMP(iso)", "column1 VARCHAR", "column2 BIGINT");
    }

    @Test
    void tabsSeconds() throws IOException {
        Plan plan = proposed("data.tsv", "time\thost\tv\n1700000000\ta\t1\n1700000001\tb\t2\n", 2);
        assertThat(fields(plan)).containsExactly("time TIMESTAMP(s)", "host VARCHAR", "v BIGINT");
    }

    @Test
    void accessLogByItsLinesAlone() throws IOException {
        Plan plan = proposed("lines.txt", """
                10.0.0.1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 203 "-" "curl"
                10.0.0.2 - - [17/May/2015:10:05:43 +0000] "GET /x HTTP/1.1" 404 17
                """, 2);
        assertThat(plan.steps().get(0).describe())
                .isEqualTo("by status window 1m aggregate count() AS events, sum(bytes) AS bytes");
    }

    @Test
    void packed() throws IOException {
        String lines = "{\"when\":\"2024-05-01T10:00:00Z\",\"a b\":\"it's: #1\"}\n".repeat(3);
        Path file = folder.resolve("packed.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        Plan plan = plan(SchemaInference.of(file, Optional.empty(), "no name!").pipeline("packed"));
        assertThat(plan.inputs().get(0).name()).isEqualTo("events");
        assertThat(fields(plan)).containsExactly("when TIMESTAMP(iso)", "a_b VARCHAR FROM a b");
        requireDecoded(plan, lines, 3);
    }

    @Test
    void keysThatNeverComeAgainAreNotGroupedBy() throws IOException {
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, 100)
                .forEach(i -> lines.append("{\"ts\":17000000000")
                        .append(10 + i % 90)
                        .append(",\"id\":\"u")
                        .append(i)
                        .append("\",\"city\":\"c")
                        .append(i % 7)
                        .append("\"}\n"));
        Plan plan = proposed("ids.json", lines.toString(), 100);
        assertThat(plan.steps().get(0).describe()).startsWith("by city ");
    }

    @Test
    void whatHasNoTimeSaysSo() throws IOException {
        Path file = write("x.json", "{\"a\":1}\n");
        String yaml = SchemaInference.of(file, Optional.empty(), "events").pipeline("x");
        assertThat(yaml).contains("# no field looks like a time");
        Problems problems = new Problems();
        PlanReader.read("x.yaml", yaml, List.of(), problems);
        assertThat(problems.all()).singleElement().asString().contains("must say which field is its time");
    }

    @Test
    void whatIsNoneOfTheFormatIsTold() throws IOException {
        Path file = write("x.json", "hello\n");
        assertThatThrownBy(() -> SchemaInference.of(file, Optional.empty(), "events"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no json record");
        assertThatThrownBy(() -> SchemaInference.of(write("y", "hello\n"), Optional.empty(), "events"))
                .hasMessageContaining("--format");
    }

    private Plan proposed(String name, String text, int records) throws IOException {
        SchemaInference inference = SchemaInference.of(write(name, text), Optional.empty(), "events");
        assertThat(inference.records()).isEqualTo(records);
        Plan plan = plan(inference.pipeline("sample"));
        requireDecoded(plan, text, records);
        return plan;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Plan plan(String yaml) {
        Problems problems = new Problems();
        var file = PlanReader.read("sample.yaml", yaml, List.of(), problems);
        assertThat(problems.all()).as(yaml).isEmpty();
        return file.orElseThrow().plan();
    }

    private static List<String> fields(Plan plan) {
        return plan.inputs().get(0).fields().stream()
                .map(field -> field.field().name() + " " + FieldText.format(field))
                .toList();
    }

    /** The sample itself is read by what is proposed. */
    private static void requireDecoded(Plan plan, String text, int rows) {
        InputNode input = plan.inputs().get(0);
        int[] all = IntStream.range(0, input.fields().size()).toArray();
        Decoder decoder = Decoders.create(
                new DecoderSpec(input.format(), input.fields(), input.timeField(), all, null, 1 << 20), Evaluator::of);
        RecordChunk chunk = new RecordChunk();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            byte[] record = lines.get(i).getBytes(StandardCharsets.UTF_8);
            chunk.add(record, 0, record.length, i);
        }
        List<String> rejected = new ArrayList<>();
        int decoded = decoder.decode(
                        chunk, "sample", 0, new PartitionClock(0), (record, reason, detail) -> rejected.add(detail))
                .size();
        assertThat(decoded).as(rejected.toString()).isEqualTo(rows);
    }
}
