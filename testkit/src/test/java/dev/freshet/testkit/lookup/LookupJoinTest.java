package dev.freshet.testkit.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.TimeFormat;
import dev.freshet.core.lookup.CacheLimits;
import dev.freshet.core.lookup.EntryKind;
import dev.freshet.core.lookup.KeyTemplate;
import dev.freshet.core.lookup.LookupKind;
import dev.freshet.core.lookup.LookupSpec;
import dev.freshet.core.operator.ChainSpec;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.testkit.operator.CollectedOutput;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookupJoinTest {
    private static final Schema ROWS = Schema.of(Field.nullable("ad", Type.VARCHAR), Field.nullable("n", Type.BIGINT));
    private static final FieldSpec CAMPAIGN = field(Field.required("campaign", Type.VARCHAR), "campaign");

    @Test
    void asksForEachKeyOnceUntilItIsTooOld() {
        LookupProbe probe = new LookupProbe(string(LookupKind.INNER, CAMPAIGN, new CacheLimits(1000, 100)));
        probe.table.put("ad:a", "A");
        List<List<@Nullable Object>> rows = List.of(row("a", 1L), row("b", 2L), row("a", 3L));
        assertThat(probe.rows(5000, rows)).containsExactly(row("a", 1L, "A"), row("a", 3L, "A"));
        assertThat(probe.asked).containsExactly("ad:a", "ad:b");
        probe.table.put("ad:a", "B");
        probe.table.put("ad:b", "C");
        assertThat(probe.rows(5999, rows))
                .as("that there is no b is known too")
                .containsExactly(row("a", 1L, "A"), row("a", 3L, "A"));
        assertThat(probe.asked).hasSize(2);
        assertThat(probe.rows(6000, rows)).containsExactly(row("a", 1L, "B"), row("b", 2L, "C"), row("a", 3L, "B"));
        assertThat(probe.asked).hasSize(4);
        assertThat(probe.counted(Counters.LOOKUP_MISSES)).isEqualTo(2);
        probe.end();
    }

    @Test
    void withoutATimeEveryBatchAsks() {
        LookupProbe probe = new LookupProbe(string(LookupKind.INNER, CAMPAIGN, new CacheLimits(0, 100)));
        probe.rows(5000, List.of(row("a", 1L), row("a", 1L)));
        probe.rows(5000, List.of(row("a", 1L)));
        assertThat(probe.asked).containsExactly("ad:a", "ad:a");
    }

    @Test
    void leftKeepsRowsWithoutAnEntryAndWithoutAKey() {
        LookupProbe probe = new LookupProbe(string(LookupKind.LEFT, CAMPAIGN, CacheLimits.DEFAULT));
        probe.table.put("ad:a", "A");
        probe.table.put("ad:", "empty");
        assertThat(probe.rows(0, List.of(row("x", 1L), row(null, 2L), row("a", 3L), row("", 4L))))
                .containsExactly(row("x", 1L, null), row(null, 2L, null), row("a", 3L, "A"), row("", 4L, "empty"));
        assertThat(probe.asked).containsExactly("ad:x", "ad:a", "ad:");
        assertThat(probe.counted(Counters.LOOKUP_MISSES)).isEqualTo(2);
    }

    @Test
    void readsTheFieldsOfAHashByTheirTypes() {
        LookupSpec spec = spec(
                LookupKind.LEFT,
                EntryKind.HASH,
                CacheLimits.DEFAULT,
                field(Field.required("price", Type.DOUBLE), "p"),
                field(Field.nullable("size", Type.BIGINT), "s"),
                field(Field.nullable("open", Type.BOOLEAN), "o"),
                field(Field.nullable("since", Type.TIMESTAMP), "t"),
                field(Field.nullable("name", Type.VARCHAR), "n"));
        LookupProbe probe = new LookupProbe(spec);
        probe.table.put("ad:a", Map.of("p", "1.5", "s", "-7", "o", "TRUE", "t", "1234", "n", "é"));
        probe.table.put("ad:b", Map.of("p", "2"));
        probe.table.put("ad:c", Map.of("s", "3"));
        probe.table.put("ad:d", Map.of("p", "4", "s", "four"));
        probe.table.put("ad:e", List.of());
        probe.table.put("ad:f", Map.of("other", "1"));
        Batch batch = probe.batch(List.of(
                row("d", 0L), row("a", 1L), row("b", 2L), row("c", 3L), row("e", 4L), row("f", 5L), row("d", 6L)));
        CollectedOutput output = probe.output(0, batch);
        assertThat(output.values())
                .containsExactly(
                        row("a", 1L, 1.5, -7L, true, 1234L, "é"),
                        row("b", 2L, 2.0, null, null, null, null),
                        row("f", 5L, null, null, null, null, null));
        assertThat(output.dead())
                .extracting(CollectedOutput.Dead::reason)
                .containsExactly(Reason.WRONG_TYPE, Reason.MISSING_FIELD, Reason.WRONG_TYPE, Reason.WRONG_TYPE);
        assertThat(output.dead())
                .extracting(CollectedOutput.Dead::detail)
                .containsExactly(
                        "size is 'four', which is no BIGINT (at ad:d)",
                        "price has no value (at ad:c)",
                        "the key is a list (at ad:e)",
                        "size is 'four', which is no BIGINT (at ad:d)");
        assertThat(output.dead()).extracting(CollectedOutput.Dead::offset).containsExactly(0L, 3L, 4L, 6L);
        assertThat(probe.asked).hasSize(6);
        assertThat(spec.outputSchema().field(2)).isEqualTo(Field.nullable("price", Type.DOUBLE));
    }

    @Test
    void keysAreMadeOfTextAndNumbers() {
        LookupSpec spec = new LookupSpec(
                ROWS,
                KeyTemplate.parse("{{ad}}:{n}/{ad}"),
                EntryKind.STRING,
                List.of(CAMPAIGN),
                LookupKind.INNER,
                CacheLimits.DEFAULT,
                "");
        LookupProbe probe = new LookupProbe(spec);
        probe.rows(0, List.of(row("a", Long.MIN_VALUE), row("ü", 0L), row("c", Long.MAX_VALUE), row("d", -10L)));
        assertThat(probe.asked)
                .containsExactly("{ad}:-9223372036854775808/a", "{ad}:0/ü", "{ad}:9223372036854775807/c", "{ad}:-10/d");
        assertThat(spec.key().toString()).isEqualTo("{{ad}}:{n}/{ad}");
    }

    @Test
    void keepsNoMoreThanItMay() {
        LookupProbe probe = new LookupProbe(string(LookupKind.INNER, CAMPAIGN, new CacheLimits(1000, 10)));
        for (long i = 0; i < 1000; i++) {
            probe.rows(0, List.of(row("hot", i), row("cold" + i, i)));
            assertThat(probe.held()).isLessThanOrEqualTo(12);
        }
        assertThat(probe.asked.stream().filter("ad:hot"::equals).count())
                .as("what is asked for all the time stays")
                .isLessThan(200);
        probe.end();
    }

    @Test
    void refusesToGuess() {
        LookupProbe probe = new LookupProbe(string(LookupKind.INNER, CAMPAIGN, CacheLimits.DEFAULT));
        LookupSpec spec = string(LookupKind.INNER, CAMPAIGN, CacheLimits.DEFAULT);
        assertThatThrownBy(() -> spec.create().process(0, probe.batch(List.of(row("a", 1L))), new CollectedOutput()))
                .hasMessage("the table was not asked for this batch");
        assertThatThrownBy(() -> new ChainSpec(List.of(spec, spec.over(ROWS))).create())
                .hasMessage("only the first operator of a chain can look anything up");
        assertThatThrownBy(() -> KeyTemplate.parse("ad:{n")).hasMessageContaining("the brace at character 4");
        assertThatThrownBy(() -> KeyTemplate.parse("ad}")).hasMessageContaining("the brace at character 3");
        assertThatThrownBy(() -> KeyTemplate.parse("ad")).hasMessageContaining("needs a column in braces");
        assertThatThrownBy(() ->
                        string(LookupKind.INNER, field(Field.required("n", Type.BIGINT), "total"), CacheLimits.DEFAULT))
                .hasMessageContaining("'n' would stand twice")
                .hasMessageContaining("FROM total");
    }

    static FieldSpec field(Field field, String path) {
        return new FieldSpec(field, path, TimeFormat.Epoch.MILLIS);
    }

    private static LookupSpec string(LookupKind kind, FieldSpec field, CacheLimits cache) {
        return spec(kind, EntryKind.STRING, cache, field);
    }

    private static LookupSpec spec(LookupKind kind, EntryKind entries, CacheLimits cache, FieldSpec... fields) {
        return new LookupSpec(ROWS, KeyTemplate.parse("ad:{ad}"), entries, List.of(fields), kind, cache, "");
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }
}
