package dev.freshet.bench.job;

import java.util.ArrayList;
import java.util.List;

/**
 * A predicate of the job {@code rules}: a field matches somewhere, and the value is above a bound.
 *
 * @param name of the rule, the key of its counts
 * @param field a text field of the event
 * @param regex what is to be found in it, in what Java's, RE2's and Flink's dialects have in common
 * @param above the value must be greater
 */
public record Rule(String name, String field, String regex, double above) {
    private static final String[][] PATTERNS = {
        {"agent", "Firefox/1[0-2][0-9]"},
        {"agent", "(Chrome|Edg)/9[05-9]"},
        {"agent", "Linux.*Safari"},
        {"agent", "Windows NT [0-9]+[.]0[)] Edg"},
        {"agent", "^Mozilla/5[.]0 [(](iPhone|Android [0-9]+)[)]"},
        {"page", "^p0*[1-9]7$"},
        {"page", "(13|31|77)"},
        {"page", "[02468]$"},
        {"session", "^s[0-7][a-f]+"},
        {"user", "9[0-4][0-9]$"},
    };

    /** The fifty. */
    public static List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String[] pattern = PATTERNS[i % PATTERNS.length];
            rules.add(new Rule(String.format("r%02d", i), pattern[0], pattern[1], i / PATTERNS.length * 200.0));
        }
        return List.copyOf(rules);
    }
}
