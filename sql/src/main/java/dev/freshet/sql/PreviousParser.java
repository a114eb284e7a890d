package dev.freshet.sql;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.order.AnalyticCall;
import dev.freshet.core.pattern.EarlierValue;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads predicates that look at rows before of the same key: {@code price < PREV(price, 2)}. What stands in {@code PREV} becomes a column
 * of its own, named {@code $0} and so on, and what stands around it a predicate over these.
 */
public final class PreviousParser {
    private PreviousParser() {}

    /**
     * What was read.
     *
     * @param previous values of rows before
     * @param predicates over the rows with a column for each of these behind their own
     */
    public record Predicates(List<EarlierValue> previous, List<NamedExpr> predicates) {
        public Predicates {
            previous = List.copyOf(previous);
            predicates = List.copyOf(predicates);
        }
    }

    /** Whether a predicate looks at rows before. */
    public static boolean looksBack(String text) {
        return !places(text).isEmpty();
    }

    /**
     * Judges one predicate.
     *
     * @throws ExpressionException where it is none over these columns
     */
    public static void judge(String text, Schema schema) {
        List<Token> tokens = Lexer.tokens(new Source(text));
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean other =
                    List.of("LAG", "LEAD", "ROW_NUMBER").contains(tokens.get(i).upper())
                            && tokens.get(i + 1).is("(");
            if (other
                    || tokens.get(i).upper().equals("OVER") && tokens.get(i + 1).is("(")) {
                throw new Source(text).error(tokens.get(i).start(), "a condition looks at rows before by PREV alone");
            }
        }
        AnalyticParser.Columns columns = AnalyticParser.parse(asLag(text) + "\n AS \"$is\"", schema);
        if (columns.columns().size() != 1 || columns.columns().get(0).expr().type() != Type.BOOLEAN) {
            throw new ExpressionException(1, 1, "a condition must be BOOLEAN");
        }
        for (AnalyticCall call : columns.calls()) {
            if (!(call instanceof AnalyticCall.Shift shift)
                    || shift.rows() < 1
                    || shift.rows() > EarlierValue.FARTHEST
                    || shift.fallback() != null) {
                throw new ExpressionException(
                        1, 1, "PREV takes a value, and how many rows before it is, from 1 to " + EarlierValue.FARTHEST);
            }
        }
    }

    /**
     * Reads predicates, each of which has been judged.
     *
     * @param names of the predicates
     */
    public static Predicates parse(List<String> names, List<String> texts, Schema schema) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            list.append(i == 0 ? "" : ", ")
                    .append(asLag(texts.get(i)))
                    .append("\n AS \"$is")
                    .append(i)
                    .append('"');
        }
        AnalyticParser.Columns columns = AnalyticParser.parse(list.toString(), schema);
        List<EarlierValue> previous = new ArrayList<>();
        for (AnalyticCall call : columns.calls()) {
            if (call instanceof AnalyticCall.Shift shift) {
                previous.add(new EarlierValue(shift.name(), shift.value(), shift.rows()));
            }
        }
        List<NamedExpr> predicates = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            predicates.add(new NamedExpr(names.get(i), columns.columns().get(i).expr()));
        }
        return new Predicates(previous, predicates);
    }

    /** Places in the text stay what they are. */
    private static String asLag(String text) {
        StringBuilder lag = new StringBuilder(text);
        places(text).forEach(place -> lag.replace(place, place + 4, "LAG "));
        return lag.toString();
    }

    private static List<Integer> places(String text) {
        List<Token> tokens = Lexer.tokens(new Source(text));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).kind() == Token.Kind.WORD
                    && tokens.get(i).upper().equals("PREV")
                    && tokens.get(i + 1).is("(")) {
                places.add(tokens.get(i).start());
            }
        }
        return places;
    }
}
