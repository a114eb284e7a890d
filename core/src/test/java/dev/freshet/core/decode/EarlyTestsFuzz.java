package dev.freshet.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Conditions tested while scanning against the predicate evaluated over converted columns: the same rows and times. Of what
 * the one rejects the other may have filtered some, since it need not read so far, and nothing else.
 */
class EarlyTestsFuzz {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1) * 300;
    private static final String[] NAMES = {"s", "t", "i", "d", "at", "ts"};
    private static final Type[] TYPES = {
        Type.VARCHAR, Type.VARCHAR, Type.BIGINT, Type.DOUBLE, Type.TIMESTAMP, Type.TIMESTAMP
    };
    private static final String[] TEXTS = {
        "", "a", "view", "purchase", "purchases", "\u00e4\u20ac", "say \"it\"", "a longer text, much"
    };
    private static final Function[] RELATIONS = {
        Function.EQ, Function.NE, Function.LT, Function.LE, Function.GT, Function.GE, Function.IN
    };

    private int kept;
    private int filtered;
    private int compiled;

    @Test
    void agreesWithTheEvaluator() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            DecoderSpec spec = spec(random);
            List<byte[]> records = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                records.add(record(spec, random));
            }
            Set<String> evaluated = new HashSet<>();
            Decoder whole = Decoders.create(spec, Evaluator::of, conjunct -> null);
            Decoding late = new Decoding(whole, 1).decode(records);
            Decoder tested = Decoders.create(spec, expr -> {
                evaluated.add(expr.toString());
                return Evaluator.of(expr);
            });
            if (seed % 2 == 0) {
                tested.lendBatches();
            }
            Decoding early = new Decoding(tested, 1).decode(records);
            String what = "seed " + seed + ", " + spec.format() + ", " + spec.predicate();
            assertThat(early.rows).as(what).isEqualTo(late.rows);
            assertThat(early.offsets).as(what).isEqualTo(late.offsets);
            assertThat(early.eventTimes).as(what).isEqualTo(late.eventTimes);
            assertThat(late.rejected.keySet()).as(what).containsAll(early.rejected.keySet());
            long forgiven = late.rejected.size() - early.rejected.size();
            assertThat(early.decoder.filtered()).as(what).isEqualTo(late.decoder.filtered() + forgiven);
            kept += early.rows.size();
            filtered += (int) early.decoder.filtered();
            compiled += evaluated.isEmpty() ? 1 : 0;
        }
        assertThat(kept).isGreaterThan(5 * ROUNDS);
        assertThat(filtered).isGreaterThan(5 * ROUNDS);
        assertThat(compiled).isGreaterThan(ROUNDS / 4).isLessThan(ROUNDS);
    }

    private static DecoderSpec spec(Random random) {
        List<FieldSpec> fields = new ArrayList<>();
        for (int i = 0; i < NAMES.length; i++) {
            boolean time = NAMES[i].equals("ts");
            fields.add(new FieldSpec(
                    new Field(NAMES[i], TYPES[i], !time && random.nextBoolean()), NAMES[i], TimeFormat.Epoch.MILLIS));
        }
        InputFormat format = random.nextBoolean() ? new InputFormat.Json() : new InputFormat.Csv(',', false);
        int[] all = {0, 1, 2, 3, 4, 5};
        DecoderSpec bare = new DecoderSpec(format, fields, "ts", all, null, 1000);
        Expr predicate = conjunct(bare.projectedSchema(), random);
        for (int i = random.nextInt(3); i > 0; i--) {
            predicate = Expr.call(Function.AND, predicate, conjunct(bare.projectedSchema(), random));
        }
        return new DecoderSpec(format, fields, "ts", all, predicate, 1000);
    }

    private static Expr conjunct(Schema schema, Random random) {
        int index = random.nextInt(NAMES.length);
        Expr column = Expr.column(schema, NAMES[index]);
        if (random.nextInt(8) == 0) {
            return Expr.call(random.nextBoolean() ? Function.IS_NOT_NULL : Function.IS_NULL, column);
        }
        Function relation = RELATIONS[random.nextInt(RELATIONS.length)];
        if (relation == Function.IN) {
            List<Expr> arguments = new ArrayList<>(List.of(column));
            for (int i = 1 + random.nextInt(random.nextInt(5) == 0 ? 20 : 4); i > 0; i--) {
                arguments.add(constant(TYPES[index], random));
            }
            return Expr.call(relation, arguments);
        }
        return random.nextBoolean()
                ? Expr.call(relation, column, constant(TYPES[index], random))
                : Expr.call(relation, constant(TYPES[index], random), column);
    }

    private static Expr constant(Type type, Random random) {
        return switch (type) {
            case VARCHAR -> Expr.Literal.of(TEXTS[random.nextInt(TEXTS.length)]);
            case DOUBLE -> Expr.Literal.of((random.nextInt(9) - 4) / 2.0);
            case TIMESTAMP -> Expr.Literal.timestamp(random.nextInt(20));
            default -> Expr.Literal.of((long) random.nextInt(9) - 4);
        };
    }

    private static byte[] record(DecoderSpec spec, Random random) {
        boolean json = spec.format() instanceof InputFormat.Json;
        StringBuilder text = new StringBuilder(json ? "{" : "");
        for (int i = 0; i < NAMES.length; i++) {
            String value = value(TYPES[i], json, random);
            boolean missing = json && !NAMES[i].equals("ts") && random.nextInt(20) == 0;
            if (!missing) {
                text.append(text.length() > (json ? 1 : 0) || (i > 0 && !json) ? "," : "");
                text.append(json ? "\"" + NAMES[i] + "\":" : "").append(value);
            }
        }
        byte[] record = text.append(json ? "}" : "").toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0) {
            // Behind the time, so that a record whose time cannot be read is refused by both.
            record[record.length - 1] = (byte) (json ? ']' : '"');
        }
        return record;
    }

    private static String value(Type type, boolean json, Random random) {
        int draw = random.nextInt(30);
        if (draw == 0) {
            return json ? "null" : "";
        }
        if (draw == 1) {
            return json ? "true" : "x";
        }
        return switch (type) {
            case VARCHAR -> quoted(TEXTS[random.nextInt(TEXTS.length)], json, random);
            case DOUBLE -> String.valueOf((random.nextInt(9) - 4) / 2.0);
            case TIMESTAMP -> String.valueOf(random.nextInt(20));
            default -> (random.nextInt(9) - 4) + (json && random.nextInt(5) == 0 ? ".0" : "");
        };
    }

    private static String quoted(String text, boolean json, Random random) {
        if (!json) {
            return "\"" + text.replace("\"", "\"\"") + "\"";
        }
        String escaped = text.replace("\"", "\\\"");
        return "\"" + (random.nextInt(4) == 0 ? escaped.replace("a", "\\u0061") : escaped) + "\"";
    }
}
