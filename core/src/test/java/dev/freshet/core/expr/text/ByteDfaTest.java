package dev.freshet.core.expr.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteDfaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Firefox/1[0-2][0-9]",
                "^Mozilla/5[.]0 [(](iPhone|Android [0-9]+)[)]",
                "^p0*[1-9]7$",
                "(?:GET|POST) /api/v\\d{1,3}/[^/ ]+",
                "Linux.*Safari",
                "größe?",
            })
    void usualExpressionsHaveOne(String expression) {
        assertThat(ByteDfa.of(expression)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(?i)a", "\\bword", "[[:alpha:]]", "\\pL", "[é]", "(?P<name>a)", "\\Qa.b\\E", "(?:a{100}){100}"})
    void othersAreLeftToRe2(String expression) {
        assertThat(ByteDfa.of(expression)).isNull();
    }

    @Test
    void isGivenUpWhereStatesAreTooMany() {
        String expression = "(?:a|b)*a(?:a|b){14}c";
        ByteDfa dfa = Objects.requireNonNull(ByteDfa.of(expression));
        byte[] text = randomText();
        assertThat(dfa.find(text, 0, text.length)).isEqualTo(ByteDfa.Answer.UNKNOWN);
        assertThat(Regex.compile(expression).find(text, 0, text.length)).isFalse();
        text[text.length - 1] = 'c';
        text[text.length - 16] = 'a';
        assertThat(Regex.compile(expression).find(text, 0, text.length)).isTrue();
    }

    private static byte[] randomText() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            text.append(random.nextBoolean() ? 'a' : 'b');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
