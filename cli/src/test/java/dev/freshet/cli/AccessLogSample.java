package dev.freshet.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** An access log of made-up requests: out of order by up to a minute, some lines cut off, some broken. */
final class AccessLogSample {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int[] STATUSES = {200, 200, 200, 200, 304, 404, 301, 500};

    private AccessLogSample() {}

    static Path write(Path file, int lines, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Instant start = Instant.parse("2026-03-01T23:30:00Z");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < lines; i++) {
                Instant at = start.plusSeconds(i / 3 - random.nextInt(60));
                String line = "10.0." + random.nextInt(4) + "." + random.nextInt(1, 60) + " - - [" + TIME.format(at)
                        + "] \"GET /page/" + random.nextInt(40) + " HTTP/1.1\" "
                        + STATUSES[random.nextInt(STATUSES.length)] + " "
                        + (random.nextInt(10) == 0 ? "-" : Integer.toString(random.nextInt(90_000)))
                        + " \"http://example.org/\" \"Agent/" + random.nextInt(9) + " (test)\"";
                double fate = random.nextDouble();
                if (fate < 0.01) {
                    line = line.substring(0, random.nextInt(30));
                } else if (fate < 0.02) {
                    line = line.substring(0, line.length() - 5);
                }
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
