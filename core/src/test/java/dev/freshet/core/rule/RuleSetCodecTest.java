package dev.freshet.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetCodecTest {
    private static final Schema SCHEMA =
            Schema.of(Field.nullable("path", Type.VARCHAR), Field.required("ms", Type.BIGINT));
    /** Read by other versions: if this has to change, the number of the format has to. */
    private static final String GOLDEN =
            "d28c010176698738952ed2af75070204736c6f7700096d73203e20313030300207424f4f4c45414e02475400020006424947494e54026d73000106424947494e5401d00f04726f6f7404686967680a70617468203d20272f270207424f4f4c45414e024551010200075641524348415204706174680101075641524348415201012f";

    @Test
    void hasTheFormThatOthersRead() {
        assertThat(HexFormat.of().formatHex(RuleSetCodec.encode(sample()))).isEqualTo(GOLDEN);
        assertThat(RuleSetCodec.decode(HexFormat.of().parseHex(GOLDEN), SCHEMA)).isEqualTo(sample());
    }

    @Test
    void findsColumnsByName() {
        Schema moved = Schema.of(
                Field.required("x", Type.BIGINT),
                Field.required("ms", Type.BIGINT),
                Field.nullable("path", Type.VARCHAR));
        RuleSet read = RuleSetCodec.decode(RuleSetCodec.encode(sample()), moved);
        assertThat(((Expr.Call) read.rules().get(0).predicate()).arguments()).contains(Expr.column(moved, "ms"));
    }

    @Test
    void refusesOtherColumnsDamageAndOtherFormats() {
        byte[] bytes = RuleSetCodec.encode(sample());
        refused(bytes, Schema.of(Field.nullable("path", Type.VARCHAR)), "rule 'slow': no field 'ms'");
        refused(
                bytes,
                Schema.of(Field.nullable("path", Type.VARCHAR), Field.required("ms", Type.DOUBLE)),
                "rule 'slow': column 'ms");
        refused(new byte[] {1, 2, 3}, SCHEMA, "no compiled rule set");
        refused(new byte[0], SCHEMA, "damaged");
        byte[] newer = bytes.clone();
        newer[3] = 2;
        refused(newer, SCHEMA, "format 2");
        for (int i = 4; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x11;
            refused(damaged, SCHEMA, "");
        }
    }

    @Test
    void aVersionIsReplacedByALaterOneAlone() {
        RuleSet sample = sample();
        assertThat(new RuleSet(8, List.of()).replaces(sample)).isTrue();
        assertThat(sample.replaces(sample())).isFalse();
        assertThatThrownBy(() -> new RuleSet(7, List.of()).replaces(sample)).hasMessageContaining("with other rules");
        assertThatThrownBy(() -> new RuleSet(6, List.of()).replaces(sample)).hasMessageContaining("is below 7");
    }

    private static void refused(byte[] bytes, Schema schema, String why) {
        assertThatThrownBy(() -> RuleSetCodec.decode(bytes, schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static RuleSet sample() {
        return new RuleSet(
                7,
                List.of(
                        new Rule(
                                "slow",
                                "",
                                Expr.call(Function.GT, Expr.column(SCHEMA, "ms"), Expr.Literal.of(1000)),
                                "ms > 1000"),
                        new Rule(
                                "root",
                                "high",
                                Expr.call(Function.EQ, Expr.column(SCHEMA, "path"), Expr.Literal.of("/")),
                                "path = '/'")));
    }
}
