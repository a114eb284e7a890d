package dev.freshet.topologies.schema;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The first lines of a file, plain, gzip or zstd.
 *
 * @param lines without line ends; the last is left out where it was cut off
 */
public record Sample(List<String> lines) {
    private static final int MAX_BYTES = 1 << 20;

    public Sample {
        lines = List.copyOf(lines);
    }

    /** The first megabyte's lines. */
    public static Sample of(Path file) throws IOException {
        byte[] bytes;
        boolean whole;
        try (InputStream in = open(Files.newInputStream(file))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            int read = 0;
            try {
                while (out.size() < MAX_BYTES && (read = in.read(buffer)) >= 0) {
                    out.write(buffer, 0, read);
                }
            } catch (EOFException e) {
                read = -1;
            }
            whole = read < 0;
            bytes = out.toByteArray();
        }
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return new Sample(whole || lines.size() < 2 ? lines : lines.subList(0, lines.size() - 1));
    }

    private static InputStream open(InputStream raw) throws IOException {
        PushbackInputStream in = new PushbackInputStream(raw, 4);
        byte[] head = in.readNBytes(4);
        in.unread(head);
        if (head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
            return new GZIPInputStream(in);
        }
        boolean zstd = head.length == 4
                && (head[0] & 0xff) == 0x28
                && (head[1] & 0xff) == 0xb5
                && (head[2] & 0xff) == 0x2f
                && (head[3] & 0xff) == 0xfd;
        return zstd ? new ZstdInputStream(in) : in;
    }
}
