package dev.freshet.spouts.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.spouts.source.Intake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
    private static final InputFormat LINES = new InputFormat.Json();
    private static final InputFormat CSV = new InputFormat.Csv(',', true);

    @TempDir
    Path directory;

    @Test
    void linesEndAtLfOrCrLfOrTheEnd() throws IOException {
        assertThat(read("a\r\nbc\n\nd\re".getBytes(UTF_8), LINES, 100)).containsExactly("a", "bc", "", "d\re");
        assertThat(read("a\nb\n".getBytes(UTF_8), LINES, 100)).containsExactly("a", "b");
        assertThat(read(new byte[0], LINES, 100)).isEmpty();
        assertThat(read("\n".getBytes(UTF_8), LINES, 100)).containsExactly("");
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstRecord() throws IOException {
        assertThat(read("\ufeffa\nb".getBytes(UTF_8), LINES, 100)).containsExactly("a", "b");
    }

    @Test
    void quotedFieldsHoldLineEnds() throws IOException {
        String text = "h1,h2\r\n1,\"two\nlines\"\n2,\"say \"\"hi\n\"\"\"\r\n3,in\"ch\n\"x\",4";
        assertThat(read(text.getBytes(UTF_8), CSV, 100))
                .containsExactly("h1,h2", "1,\"two\nlines\"", "2,\"say \"\"hi\n\"\"\"", "3,in\"ch", "\"x\",4");
    }

    @Test
    void quoteThatNeverClosesTakesTheRest() throws IOException {
        assertThat(read("a\n\"b\nc\nd".getBytes(UTF_8), CSV, 100)).containsExactly("a", "\"b\nc\nd");
    }

    @Test
    void severalGzipMembersAreOneFile() throws IOException {
        byte[] both = concat(gzip("a\nb"), gzip("c\nd\n"));
        assertThat(read(both, LINES, 100)).containsExactly("a", "bc", "d");
    }

    @Test
    void severalZstdFramesAreOneFile() throws IOException {
        byte[] both = concat(zstd("a\nb"), zstd("c\nd\n"));
        assertThat(read(both, LINES, 100)).containsExactly("a", "bc", "d");
    }

    @Test
    void cutOffArchiveGivesWhatWasReadAndSaysWhere() throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(' ').append(random.nextLong()).append('\n');
        }
        for (byte[] whole : List.of(gzip(text.toString()), zstd(text.toString()))) {
            RecordFile file = open(Arrays.copyOf(whole, whole.length / 2), LINES, 100);
            Intake all = drain(file);
            assertThat(all.records().count()).isGreaterThan(1_000);
            assertThat(texts(all))
                    .isEqualTo(List.of(text.toString().split("\n"))
                            .subList(0, all.records().count()));
            assertThat(all.rejects()).hasSize(1);
            Intake.Reject reject = all.rejects().get(0);
            assertThat(reject.offset()).isEqualTo(all.records().count());
            assertThat(reject.reason()).isEqualTo(Reason.TRUNCATED);
            assertThat(reject.detail()).contains("cannot be read from record " + reject.offset());
            assertThat(file.ended()).isTrue();
        }
    }

    @Test
    void corruptArchiveIsMalformed() throws IOException {
        byte[] whole = gzip("a\nb\n");
        whole[whole.length - 6] ^= 0x55;
        Intake all = drain(open(whole, LINES, 100));
        assertThat(all.rejects())
                .singleElement()
                .satisfies(reject -> assertThat(reject.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void largeRecordsArePassedOverToTheirEnd() throws IOException {
        String large = "x".repeat(700_000);
        String text = "a\n" + large + "\nb\n" + large + "\r\n" + "12345678901\nc";
        Intake all = drain(open(text.getBytes(UTF_8), LINES, 10));
        assertThat(texts(all)).containsExactly("a", "b", "c");
        assertThat(all.rejects()).extracting(Intake.Reject::offset).containsExactly(1L, 3L, 4L);
        assertThat(all.rejects()).extracting(Intake.Reject::reason).containsOnly(Reason.TOO_LARGE);
        assertThat(all.rejects().get(1).detail()).isEqualTo("the record has 700000 bytes, more than 10");
        assertThat(new String(all.rejects().get(0).excerpt(), UTF_8)).isEqualTo("x".repeat(4096));
    }

    @Test
    void largeQuotedRecordIsPassedOverWithItsLineEnds() throws IOException {
        String text = "a\n1,\"" + "x\n\"\"".repeat(200_000) + "\",2\nb\n";
        Intake all = drain(open(text.getBytes(UTF_8), CSV, 1000));
        assertThat(texts(all)).containsExactly("a", "b");
        assertThat(all.rejects())
                .singleElement()
                .satisfies(reject -> assertThat(reject.offset()).isEqualTo(1));
    }

    @Test
    void resumesAtARecord() throws IOException {
        RecordFile file = open("h\n1\n2\n3\n".getBytes(UTF_8), CSV, 100);
        assertThat(file.skipTo(2)).isEqualTo("h".getBytes(UTF_8));
        Intake rest = drain(file);
        assertThat(texts(rest)).containsExactly("2", "3");
        assertThat(rest.records().offset(0)).isEqualTo(2);
    }

    @Test
    void blocksDoNotMatter() throws IOException {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<String> records = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            while (text.length() < 400_000) {
                String record = csvRecord(random);
                records.add(record);
                text.append(record).append(random.nextBoolean() ? "\n" : "\r\n");
            }
            assertThat(read(text.toString().getBytes(UTF_8), CSV, 1 << 20))
                    .as("seed %d", seed)
                    .isEqualTo(records);
        }
    }

    private static String csvRecord(Random random) {
        StringBuilder record = new StringBuilder();
        int fields = 1 + random.nextInt(4);
        for (int i = 0; i < fields; i++) {
            record.append(i == 0 ? "" : ",");
            if (random.nextInt(3) == 0) {
                record.append('"');
                int pieces = random.nextInt(random.nextInt(50) == 0 ? 20_000 : 8);
                for (int piece = 0; piece < pieces; piece++) {
                    record.append(
                            List.of("\n", "\"\"", ",", "\r\n", "text", "ü").get(random.nextInt(6)));
                }
                record.append('"');
            } else {
                record.append("v").append(random.nextInt(1000));
            }
        }
        return record.toString();
    }

    private List<String> read(byte[] content, InputFormat format, int maxRecordBytes) throws IOException {
        Intake all = drain(open(content, format, maxRecordBytes));
        assertThat(all.rejects()).isEmpty();
        return texts(all);
    }

    private RecordFile open(byte[] content, InputFormat format, int maxRecordBytes) throws IOException {
        Path file = Files.write(directory.resolve("input"), content);
        return new RecordFile(file, Framing.of(format), maxRecordBytes);
    }

    private static Intake drain(RecordFile file) {
        Intake all = new Intake();
        long before = file.offset();
        while (file.next(all)) {
            assertThat(file.offset()).isEqualTo(before + all.read());
        }
        return all;
    }

    private static List<String> texts(Intake intake) {
        RecordChunk chunk = intake.records();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < chunk.count(); i++) {
            texts.add(new String(chunk.data(), chunk.start(i), chunk.end(i) - chunk.start(i), UTF_8));
        }
        return texts;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
