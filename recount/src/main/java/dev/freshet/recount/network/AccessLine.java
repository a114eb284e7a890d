package dev.freshet.recount.network;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of an access log, read by regular expressions. */
record AccessLine(String client, long timeMs, Optional<String> path, long status, long bytes) {
    private static final String TEXT = "((?:[^\"\\\\]|\\\\.)*+)";
    private static final Pattern LINE = Pattern.compile(
            "([^ ]+) [^ ]+ .+? \\[([^\\]]*)\\] \"" + TEXT + "\" (\\d{3}) (\\d+|-)(| .*)", Pattern.DOTALL);
    private static final Pattern END = Pattern.compile(
            "(?: (?:\"" + TEXT + "(?:\\\\?|\"(?: (?:\"" + TEXT + "(?:\\\\?|\"(?: .*)?))?)?))?)?", Pattern.DOTALL);
    private static final Pattern REQUEST = Pattern.compile("[A-Z_-]+ (.+) HTTP/[^ ]+", Pattern.DOTALL);
    private static final Pattern SIMPLE_REQUEST = Pattern.compile("[A-Z_-]+ ([^ ]+)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Empty for what is no record. */
    static Optional<AccessLine> parse(byte[] record) {
        try {
            String line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
            Matcher parts = LINE.matcher(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            if (!parts.matches()
                    || !END.matcher(parts.group(6)).matches()
                    || parts.group(1).equals("-")) {
                return Optional.empty();
            }
            return Optional.of(new AccessLine(
                    parts.group(1),
                    OffsetDateTime.parse(parts.group(2), TIME).toInstant().toEpochMilli(),
                    path(parts.group(3)),
                    Long.parseLong(parts.group(4)),
                    parts.group(5).equals("-") ? 0 : Long.parseLong(parts.group(5))));
        } catch (CharacterCodingException | DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> path(String request) {
        for (Pattern pattern : new Pattern[] {REQUEST, SIMPLE_REQUEST}) {
            Matcher parts = pattern.matcher(request);
            if (parts.matches()) {
                return Optional.of(parts.group(1)).filter(path -> !path.equals("-"));
            }
        }
        return Optional.empty();
    }
}
