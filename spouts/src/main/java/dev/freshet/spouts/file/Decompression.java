package dev.freshet.spouts.file;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens files whatever they are compressed with, told by their first bytes; several gzip members or zstd frames are one file. */
final class Decompression {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP = 0x8b1f;
    private static final int ZSTD = 0xfd2fb528;

    private Decompression() {}

    static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            raw.mark(4);
            byte[] magic = raw.readNBytes(4);
            raw.reset();
            return decompressing(raw, magic);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static InputStream decompressing(InputStream raw, byte[] magic) throws IOException {
        int value = 0;
        for (int i = magic.length - 1; i >= 0; i--) {
            value = value << 8 | magic[i] & 0xff;
        }
        if (magic.length >= 2 && (value & 0xffff) == GZIP) {
            return new GZIPInputStream(raw, BUFFER_BYTES);
        }
        if (value == ZSTD) {
            return new ZstdInputStream(raw);
        }
        return raw;
    }
}
