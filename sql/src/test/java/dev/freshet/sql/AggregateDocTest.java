package dev.freshet.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The aggregates in docs/aggregates.md are there, and have the types that it tells. */
class AggregateDocTest {
    private static final Path DOC = Path.of("..", "docs", "aggregates.md");
    private static final Pattern ROW = Pattern.compile("\\| (`[^|]*`) \\| (BIGINT|DOUBLE|BOOLEAN|VARCHAR|as x) \\|.*");
    private static final Pattern BLOCK = Pattern.compile("```\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Schema SCHEMA = Schema.of(
            Field.nullable("x", Type.DOUBLE),
            Field.nullable("y", Type.BIGINT),
            Field.nullable("b", Type.BOOLEAN),
            Field.nullable("price", Type.DOUBLE),
            Field.nullable("volume", Type.BIGINT),
            Field.nullable("bytes", Type.BIGINT),
            Field.nullable("status", Type.BIGINT),
            Field.nullable("client", Type.VARCHAR),
            Field.nullable("latency", Type.DOUBLE));

    /** A call, and the type of its result. */
    record Told(String call, String type) {}

    static Stream<Told> calls() throws IOException {
        List<Told> calls = new ArrayList<>();
        for (String line : Files.readAllLines(DOC)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Matcher code = CODE.matcher(row.group(1));
                while (code.find()) {
                    String call = code.group(1)
                            .replace(", q)", ", 0.5)")
                            .replace(", k)", ", 3)")
                            .replace(", n)", ", 3)");
                    calls.add(new Told(call, row.group(2).equals("as x") ? "DOUBLE" : row.group(2)));
                }
            }
        }
        return calls.stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isThere(Told told) {
        List<AggregateCall> calls = ExpressionParser.parseAggregates(told.call, SCHEMA);
        assertThat(calls.get(0).resultField().type()).hasToString(told.type);
        Aggregates.check(calls.get(0));
    }

    @Test
    void examplesAreRight() throws IOException {
        List<String> examples = new ArrayList<>();
        String page = Files.readString(DOC);
        BLOCK.matcher(page).results().forEach(block -> examples.add(block.group(1)));
        int pandas = page.indexOf("| pandas | here |");
        page.substring(pandas).lines().skip(2).forEach(line -> {
            String here = line.substring(line.lastIndexOf("| `") + 2);
            CODE.matcher(here).results().forEach(code -> examples.add(code.group(1)));
        });
        assertThat(examples).hasSizeGreaterThan(15);
        examples.forEach(example ->
                assertThat(ExpressionParser.parseAggregates(example, SCHEMA)).isNotEmpty());
    }

    @Test
    void hasManyCalls() throws IOException {
        assertThat(calls().count()).isGreaterThan(35);
    }
}
