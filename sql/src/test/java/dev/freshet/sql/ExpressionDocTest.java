package dev.freshet.sql;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in docs/expressions.md do what they say. */
class ExpressionDocTest {
    private static final Path DOC = Path.of("..", "docs", "expressions.md");
    private static final Pattern ROW = Pattern.compile("\\| `(.*)` \\| (.*) \\|");

    static Stream<Arguments> examples() throws IOException {
        List<Arguments> examples = new ArrayList<>();
        boolean inTable = false;
        for (String line : Files.readAllLines(DOC)) {
            inTable = line.startsWith("| example |") || (inTable && line.startsWith("|"));
            Matcher row = ROW.matcher(line);
            if (inTable && row.matches()) {
                examples.add(Arguments.of(row.group(1).replace("\\|", "|"), row.group(2)));
            }
        }
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void doesWhatItSays(String expression, String value) {
        String actual = String.valueOf(Rows.constant(expression));
        if (value.equals("ERROR")) {
            assertThat(actual).startsWith("ERROR ").hasSizeGreaterThan("ERROR ".length());
        } else {
            assertThat(actual).isEqualTo(value.equals("NULL") ? "null" : value);
        }
    }

    @Test
    void hasExamples() throws IOException {
        assertThat(examples().count()).isGreaterThan(90);
    }
}
