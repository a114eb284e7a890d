package dev.freshet.topologies.pipeline;

import dev.freshet.topologies.problem.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A list of measures: aggregates whose columns may be qualified by a variable of the pattern, as in {@code count(FAIL) AS n,
 * first(FAIL.ts) AS since, last(ts)}.
 *
 * @param text the aggregates without variables, which are blanks there: places in it are those of what was written
 * @param variables the variable of each; empty for none
 */
record Measures(String text, List<String> variables) {
    Measures {
        variables = List.copyOf(variables);
    }

    /** Takes the variables out of a text. Fails where a measure is of two, or of one that is not in the pattern. */
    static Measures of(String written, Set<String> variables) {
        return new Reading(written, variables).read();
    }

    private static final class Reading {
        private final String written;
        private final Set<String> known;
        private final char[] text;
        private final List<String> variables = new ArrayList<>();
        private String current = "";
        private int at;

        Reading(String written, Set<String> known) {
            this.written = written;
            this.known = known;
            text = written.toCharArray();
        }

        Measures read() {
            int depth = 0;
            while (at < text.length) {
                char c = text[at];
                if (c == '\'' || c == '"' || c == '`') {
                    int end = written.indexOf(c, at + 1);
                    at = end < 0 ? text.length : end + 1;
                } else if (Character.isLetterOrDigit(c) || c == '_') {
                    word();
                } else {
                    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                    if (c == ',' && depth == 0) {
                        endMeasure();
                    }
                    at++;
                }
            }
            endMeasure();
            return new Measures(new String(text), variables);
        }

        private void endMeasure() {
            variables.add(current);
            current = "";
        }

        private void word() {
            int start = at;
            while (at < text.length && (Character.isLetterOrDigit(text[at]) || text[at] == '_')) {
                at++;
            }
            if (Character.isDigit(text[start])) {
                return;
            }
            String word = written.substring(start, at);
            int dot = behindBlanks(at);
            if (dot < text.length && text[dot] == '.') {
                if (!known.contains(word)) {
                    throw wrong(start, Nearest.message("variable", word, known));
                }
                take(word, start, dot + 1);
            } else if (known.contains(word) && isCounted(start, dot)) {
                take(word, start, at);
            }
        }

        /** Whether what stands there is all that {@code count} is given. */
        private boolean isCounted(int start, int behind) {
            String before = written.substring(0, start).stripTrailing();
            if (!before.endsWith("(") || behind == text.length || text[behind] != ')') {
                return false;
            }
            String function = before.substring(0, before.length() - 1).stripTrailing();
            return function.toLowerCase(Locale.ROOT).matches("(?s)(.*[^a-z0-9_])?count");
        }

        private void take(String variable, int from, int to) {
            if (!current.isEmpty() && !current.equals(variable)) {
                throw wrong(from, "a measure is of one variable (this is of " + current + " and " + variable + ")");
            }
            current = variable;
            for (int i = from; i < to; i++) {
                text[i] = ' ';
            }
            at = to;
        }

        private int behindBlanks(int from) {
            int place = from;
            while (place < text.length && Character.isWhitespace(text[place])) {
                place++;
            }
            return place;
        }

        private PipelineException wrong(int place, String message) {
            String before = written.substring(0, place);
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            return new PipelineException(line, place - before.lastIndexOf('\n'), message);
        }
    }
}
