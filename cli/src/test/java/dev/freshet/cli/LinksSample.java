package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.AlmostSame;
import dev.freshet.testkit.links.LinkFaultRecount;
import dev.freshet.testkit.links.LinkLoadRecount;
import dev.freshet.testkit.links.LinkSample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What is to come of telemetry, found again, and telemetry as Cisco's routers have it. */
final class LinksSample {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
    private static final Pattern LOSSES = Pattern.compile("^((?:[^,]*,){8})[^,]*,[^,]*,");

    private LinksSample() {}

    /** Compares all that was exported. */
    static void check(List<LinkSample> samples, Path out) throws IOException {
        LinkLoadRecount loads = new LinkLoadRecount(samples);
        check(samples, loads.linkMinute(), out);
    }

    /** The same where errors and drops are not known. */
    static void checkWithoutLosses(List<LinkSample> samples, Path out) throws IOException {
        LinkLoadRecount loads = new LinkLoadRecount(samples);
        check(
                samples,
                loads.linkMinute().stream()
                        .map(line -> LOSSES.matcher(line).replaceFirst("$1,,"))
                        .toList(),
                out);
    }

    private static void check(List<LinkSample> samples, List<String> minutes, Path out) throws IOException {
        LinkFaultRecount faults = new LinkFaultRecount(samples);
        assertThat(Files.readAllLines(out.resolve("faults.csv")).stream().skip(1))
                .containsExactlyInAnyOrderElementsOf(faults.faults())
                .isNotEmpty();
        AlmostSame.requireLines(Files.readString(out.resolve("link_minute.csv")), minutes, 100);
        AlmostSame.requireLines(Files.readString(out.resolve("link_health.csv")), faults.health(), 100);
        AlmostSame.requireLines(
                Files.readString(out.resolve("fault_forecast.csv")), new LinkLoadRecount(samples).forecast(), -1);
    }

    /** The samples of such a file, packed, by the names in its header. */
    static List<LinkSample> readCisco(Path file) throws IOException {
        List<LinkSample> samples = new ArrayList<>();
        try (BufferedReader from = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> names = List.of(Objects.requireNonNull(from.readLine()).split(",", -1));
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                String[] cells = line.split(",", -1);
                samples.add(new LinkSample(
                        OffsetDateTime.parse(cells[0].replace(' ', 'T'))
                                .toInstant()
                                .toEpochMilli(),
                        cells[names.indexOf("Producer")],
                        cells[names.indexOf("interface-name")],
                        1_000 * Double.parseDouble(cells[names.indexOf("input-data-rate")]),
                        1_000 * Double.parseDouble(cells[names.indexOf("output-data-rate")]),
                        Double.parseDouble(cells[names.indexOf("input-packet-rate")]),
                        Double.parseDouble(cells[names.indexOf("output-packet-rate")]),
                        0,
                        0,
                        1_000 * Double.parseDouble(cells[names.indexOf("bandwidth")])));
            }
        }
        return samples;
    }

    /** Writes samples as {@code --format cisco} reads them, packed: in whole kbit/s, without errors and drops. */
    static Path writeCisco(List<LinkSample> samples, Path file) throws IOException {
        try (Writer to =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            to.write(",EncodingPath,Producer,bandwidth,input-data-rate,input-packet-rate,interface-name,"
                    + "output-data-rate,output-packet-rate\n");
            for (LinkSample sample : samples) {
                to.write(String.join(
                        ",",
                        TIME.format(Instant.ofEpochMilli(sample.ts())),
                        "data-rate",
                        sample.device(),
                        "" + kilo(sample.speed()),
                        "" + kilo(sample.in()),
                        "" + Math.round(sample.inPackets()),
                        sample.name(),
                        "" + kilo(sample.out()),
                        "" + Math.round(sample.outPackets())));
                to.write('\n');
            }
        }
        return file;
    }

    private static long kilo(double bits) {
        return Math.round(bits / 1_000);
    }
}
