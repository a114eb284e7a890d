package dev.freshet.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The JSON decoder against Jackson's parser: generated, mutated and cut records; the same values, the same refusals. */
class JsonDecoderFuzz {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1) * 400;
    private static final DecoderSpec SPEC = Decoding.spec(
            new InputFormat.Json(),
            List.of(
                    field("ts", Type.TIMESTAMP),
                    field("i", Type.BIGINT),
                    field("d", Type.DOUBLE),
                    field("b", Type.BOOLEAN),
                    field("s", Type.VARCHAR),
                    field("o.s", Type.VARCHAR),
                    field("o.p.i", Type.BIGINT)),
            "ts");
    private static final String[] NAMES = {"ts", "i", "d", "b", "s", "o", "p", "x", "", "\\u0069", "na\u00efve name"};
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1",
        "12",
        "-7",
        "1.0",
        "1.5",
        "1e2",
        "1E-2",
        "0.1",
        "3.14159265358979",
        "123456789012345678",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "1e400",
        "5e-324",
        "2.2250738585072011e-308",
        "9007199254740993",
        "0.30000000000000004",
        "1.7976931348623157e308",
        "100000000000000000000000",
        "1e23",
        "8.5e22"
    };

    private record Num(String text) {}

    private int accepted;
    private int refused;

    @Test
    void agreesWithJackson() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<byte[]> records = new ArrayList<>();
            String layout = object(random, 0);
            for (int i = 0; i < 12; i++) {
                String text = random.nextBoolean() ? layout : object(random, 0);
                byte[] record = text.getBytes(StandardCharsets.UTF_8);
                records.add(record);
                records.add(mutated(record, random));
                records.add(Arrays.copyOf(record, random.nextInt(record.length + 1)));
            }
            Decoding decoding = new Decoding(SPEC).decode(records);
            int row = 0;
            for (int i = 0; i < records.size(); i++) {
                List<@Nullable Object> expected = oracle(records.get(i));
                String what =
                        "seed " + seed + ", record " + i + ": " + new String(records.get(i), StandardCharsets.UTF_8);
                if (expected == null) {
                    refused++;
                    assertThat(decoding.rejected).as(what).containsKey((long) i);
                } else {
                    accepted++;
                    assertThat(decoding.rejected).as(what).doesNotContainKey((long) i);
                    assertThat(decoding.offsets.get(row)).as(what).isEqualTo(i);
                    assertThat(decoding.rows.get(row++)).as(what).isEqualTo(expected);
                }
            }
            assertThat(decoding.rows).hasSize(row);
        }
        assertThat(accepted).isGreaterThan(4 * ROUNDS);
        assertThat(refused).isGreaterThan(4 * ROUNDS);
    }

    private static String object(Random random, int depth) {
        StringBuilder text = new StringBuilder("{");
        text.append(space(random));
        boolean first = true;
        if (depth == 0) {
            text.append("\"ts\":")
                    .append(random.nextInt(10) == 0 ? value(random, 1) : "1431857103" + random.nextInt(999));
            first = false;
        }
        for (int i = random.nextInt(7); i > 0; i--) {
            if (!first) {
                text.append(space(random)).append(',').append(space(random));
            }
            first = false;
            String name = NAMES[random.nextInt(NAMES.length)];
            text.append('"')
                    .append(name)
                    .append('"')
                    .append(space(random))
                    .append(':')
                    .append(space(random));
            text.append(random.nextInt(3) == 0 ? value(random, depth + 1) : fitting(name, random, depth + 1));
        }
        return text.append(space(random)).append('}').toString();
    }

    private static String fitting(String name, Random random, int depth) {
        return switch (name) {
            case "i", "\\u0069" -> String.valueOf(random.nextLong() >> random.nextInt(64));
            case "d" ->
                random.nextBoolean()
                        ? String.valueOf(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20))
                        : NUMBERS[random.nextInt(NUMBERS.length)];
            case "b" -> String.valueOf(random.nextBoolean());
            case "s" -> string(random);
            case "o", "p" -> depth > 4 ? "{}" : object(random, depth);
            default -> value(random, depth);
        };
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> string(random);
            case 2 -> "null";
            case 3 -> random.nextBoolean() ? "true" : "\"" + NUMBERS[random.nextInt(NUMBERS.length)] + "\"";
            case 4 -> "[" + value(random, depth + 1) + space(random) + "," + value(random, depth + 1) + "]";
            default -> object(random, depth);
        };
    }

    private static String string(Random random) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(20); i > 0; i--) {
            switch (random.nextInt(12)) {
                case 0 -> text.append('\\').append("\"\\/bfnrt".charAt(random.nextInt(8)));
                case 1 -> text.append(String.format("\\u%04x", random.nextInt(0x10000)));
                case 2 -> text.append("\\ud83d\\uDE00");
                case 3 -> text.append(Character.toString(0x10000 + random.nextInt(0x100000)));
                case 4 -> text.append((char) (0x80 + random.nextInt(0x5000)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.append('"').toString();
    }

    private static String space(Random random) {
        return random.nextInt(6) > 0 ? "" : " \t\r\n".substring(random.nextInt(4));
    }

    private static byte[] mutated(byte[] record, Random random) {
        byte[] result = record.clone();
        for (int i = random.nextInt(3); i >= 0 && result.length > 0; i--) {
            int at = random.nextInt(result.length);
            switch (random.nextInt(4)) {
                case 0 -> result[at] = (byte) random.nextInt();
                case 1 -> result[at] = (byte) "{}[]\",:\\0e.-+ tn\t".charAt(random.nextInt(17));
                case 2 -> result[at] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    byte[] shorter = Arrays.copyOf(result, result.length - 1);
                    System.arraycopy(result, at + 1, shorter, at, shorter.length - at);
                    result = shorter;
                }
            }
        }
        return result;
    }

    /** The row that the record should give, by Jackson; null if it should be refused. */
    private static @Nullable List<@Nullable Object> oracle(byte[] record) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
            try (JsonParser parser = new JsonFactory().createParser(text)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return null;
                }
                Object tree = tree(parser);
                if (parser.nextToken() != null) {
                    return null;
                }
                return row(tree);
            }
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Object tree(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, tree(parser));
                }
                return members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(tree(parser));
                }
                return elements;
            }
            case VALUE_STRING -> {
                return parser.getText();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return new Num(parser.getText());
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            default -> {
                return null;
            }
        }
    }

    private static @Nullable List<@Nullable Object> row(@Nullable Object tree) {
        List<@Nullable Object> row = new ArrayList<>();
        for (FieldSpec field : SPEC.fields()) {
            Object value = tree;
            for (String name : field.path().split("\\.")) {
                value = value instanceof Map<?, ?> members ? members.get(name) : null;
            }
            Object converted =
                    value == null ? null : converted(value, field.field().type());
            if (converted == null && (value != null || field.path().equals("ts"))) {
                return null;
            }
            row.add(converted);
        }
        return row;
    }

    private static @Nullable Object converted(Object value, Type type) {
        return switch (type) {
            case TIMESTAMP ->
                time(value instanceof Num number ? number.text() : value instanceof String text ? text : "");
            case BIGINT -> value instanceof Num number ? (Object) new BigDecimal(number.text()).longValueExact() : null;
            case DOUBLE -> value instanceof Num number ? (Object) Double.parseDouble(number.text()) : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
            default ->
                value instanceof String text
                        ? text.replaceAll("[\\ud800-\\udfff&&[^\\x{10000}-\\x{10ffff}]]", "\ufffd")
                        : null;
        };
    }

    private static @Nullable Long time(String text) {
        if (!text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?") || text.length() > 64) {
            return null;
        }
        double magnitude = Math.abs(Double.parseDouble(text));
        if (magnitude > 1e18) {
            return null;
        }
        if (magnitude < 1e-9) {
            return text.matches("-[0.]*[1-9].*") ? -1L : 0L;
        }
        BigDecimal ms = new BigDecimal(text).setScale(0, RoundingMode.FLOOR);
        boolean inRange = ms.compareTo(BigDecimal.valueOf(-62_135_596_800_000L)) >= 0
                && ms.compareTo(BigDecimal.valueOf(253_402_300_799_999L)) <= 0;
        return inRange ? ms.longValueExact() : null;
    }

    private static FieldSpec field(String path, Type type) {
        return new FieldSpec(Field.nullable(path.replace('.', '_'), type), path, TimeFormat.Epoch.MILLIS);
    }
}
