package dev.freshet.core.expr.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random expressions over random texts, against RE2/J itself. */
class RegexFuzz {
    private static final int ROUNDS = Integer.getInteger("freshet.fuzz.rounds", 60);
    private static final int EXPRESSIONS = 300;
    private static final String[] ATOMS = {
        "a", "b", "ab", "é", "😀", ".", "\\.", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[ab]", "[^a]", "[^\\d]",
                "[a-c]",
        "[\\w-]", "[-a]", "[^\\W]", "[\\Da]", "[.]", "^", "$", "\\A", "\\z", "\\n", "0", "1", "-", "_", " ", "(?i)a",
                "\\b",
        "[é]", "[]a]", "[[:alpha:]]", "\\pL", "(?m)^", "\\Qa.\\E", "a|", "|", "}", "]", "(?P<x>a)", "\\x61", "[a-c-e]",
                "[\\t-a]"
    };
    private static final String[] QUANTIFIERS = {
        "*", "+", "?", "*?", "+?", "??", "{2}", "{1,}", "{0,2}", "{1,3}?", "{0}"
    };
    private static final String[] PIECES = {
        "a", "b", "c", "A", "é", "😀", "0", "1", "-", "_", " ", "\n", "\t", ".", "}", "]", "\u007f", "ſ", "x"
    };

    @Test
    void findsWhatRe2Finds() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            round(seed);
        }
    }

    private static void round(long seed) {
        Random random = new Random(seed);
        int byDfa = 0;
        int found = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = expression(random, 3);
            Pattern pattern;
            try {
                pattern = Pattern.compile(expression);
            } catch (PatternSyntaxException e) {
                continue;
            }
            Regex regex = Regex.compile(expression);
            ByteDfa dfa = ByteDfa.of(expression);
            byDfa += dfa == null ? 0 : 1;
            for (int t = 0; t < 12; t++) {
                String text = text(random);
                String what = "seed " + seed + ", expression /" + expression + "/, text '" + text + "'";
                // Over bytes, RE2/J sees word boundaries beside characters that are not ASCII elsewhere than over
                // chars.
                boolean expected = dfa == null
                        ? pattern.matcher(text.getBytes(StandardCharsets.UTF_8)).find()
                        : pattern.matcher(text).find();
                found += expected ? 1 : 0;
                byte[] bytes = ("ab" + text + "ba").getBytes(StandardCharsets.UTF_8);
                assertThat(regex.find(bytes, 2, bytes.length - 2)).as(what).isEqualTo(expected);
                assertThat(regex.locate(bytes, 2, bytes.length - 2)).as(what).isEqualTo(expected);
                if (dfa != null) {
                    assertThat(dfa.find(bytes, 2, bytes.length - 2))
                            .as(what)
                            .isEqualTo(expected ? ByteDfa.Answer.FOUND : ByteDfa.Answer.NOT_FOUND);
                }
            }
        }
        assertThat(byDfa)
                .as("seed %d: expressions that have an automaton", seed)
                .isGreaterThan(EXPRESSIONS / 4);
        assertThat(found).as("seed %d: texts that match", seed).isBetween(EXPRESSIONS, 11 * EXPRESSIONS);
    }

    private static String expression(Random random, int depth) {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(1, 4);
        for (int i = 0; i < parts; i++) {
            String atom = depth > 0 && random.nextInt(3) == 0
                    ? (random.nextBoolean() ? "(" : "(?:") + expression(random, depth - 1) + ")"
                    : ATOMS[random.nextInt(random.nextInt(4) == 0 ? ATOMS.length : 32)];
            text.append(atom);
            if (random.nextInt(3) == 0) {
                text.append(QUANTIFIERS[random.nextInt(QUANTIFIERS.length)]);
            }
            if (random.nextInt(6) == 0) {
                text.append('|');
            }
        }
        return text.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(9);
        for (int i = 0; i < length; i++) {
            text.append(PIECES[random.nextInt(random.nextInt(3) == 0 ? PIECES.length : 4)]);
        }
        return text.toString();
    }
}
