package dev.freshet.sql;

import dev.freshet.core.pattern.MatchedValue;
import dev.freshet.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads what conditions of a pattern ask of the match so far: {@code price > FIRST(A.price)}, {@code LAST(A.price, 2)}, and {@code A.price}
 * for the last one. What is asked for becomes a column of its own, named {@code $m0} and so on.
 */
public final class MatchedParser {
    private static final Set<String> CALLS = Set.of("FIRST", "LAST");

    private final Source source;
    private final List<Token> tokens;
    private final Predicate<String> isVariable;
    private final Predicate<String> isColumn;

    private MatchedParser(String text, Predicate<String> isVariable, Schema schema) {
        this.source = new Source(text);
        this.tokens = Lexer.tokens(source);
        this.isVariable = isVariable;
        this.isColumn = name -> schema.indexOf(name) >= 0;
    }

    /** A condition with columns in the place of values of the match. */
    public static final class Condition {
        private final Source source;
        private final RewrittenText rewritten;

        private Condition(Source source, RewrittenText rewritten) {
            this.source = source;
            this.rewritten = rewritten;
        }

        /** The condition as it is to be read on. */
        public String text() {
            return rewritten.text();
        }

        /** Reads it on, so that what is wrong is told with its place in what was written. */
        public <T> T read(Supplier<T> reader) {
            try {
                return reader.get();
            } catch (ExpressionException e) {
                throw source.error(rewritten.origin(e.line(), e.column()), e.problem());
            }
        }
    }

    /**
     * Whether a condition looks at rows of the match.
     *
     * @param isVariable whether a name is one of the pattern's variables, or may be
     * @throws ExpressionException where it is no expression
     */
    public static boolean looksAtMatch(String text, Predicate<String> isVariable, Schema schema) {
        MatchedParser parser = new MatchedParser(text, isVariable, schema);
        for (int i = 0; i + 1 < parser.tokens.size(); i++) {
            if (parser.isCall(i) || parser.isQualified(i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the values of the match out of a condition.
     *
     * @param values those that were read so far, to which the new ones are added
     * @throws ExpressionException where one is no expression over these columns
     */
    public static Condition read(String text, Set<String> variables, Schema schema, List<MatchedValue> values) {
        return new MatchedParser(text, variables::contains, schema).read(schema, values);
    }

    private Condition read(Schema schema, List<MatchedValue> values) {
        RewrittenText.Builder out = new RewrittenText.Builder(source);
        int back = 0;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.upper().equals("PREV") && tokens.get(i + 1).is("(")) {
                back = ListSplitter.closing(source, tokens, i + 1);
            }
            boolean call = isCall(i);
            if (!call && !isQualified(i)) {
                out.keep(token);
                continue;
            }
            if (i < back) {
                throw source.error(token.start(), "PREV takes a value of the row itself, not of the match");
            }
            int end = call ? ListSplitter.closing(source, tokens, i + 1) : pathEnd(i);
            MatchedValue value = call ? call(i, end, schema) : value("", false, 0, i, end + 1, schema);
            out.quote(token, named(value, values));
            i = end;
        }
        return new Condition(source, out.build(source.text().length()));
    }

    private static String named(MatchedValue value, List<MatchedValue> values) {
        for (MatchedValue known : values) {
            if (known.variable().equals(value.variable())
                    && known.first() == value.first()
                    && known.rows() == value.rows()
                    && known.expr().equals(value.expr())) {
                return known.name();
            }
        }
        String name = "$m" + values.size();
        values.add(new MatchedValue(name, value.variable(), value.first(), value.rows(), value.expr()));
        return name;
    }

    private MatchedValue call(int at, int end, Schema schema) {
        String function = tokens.get(at).upper();
        List<Token> inner = new ArrayList<>(tokens.subList(at + 2, end));
        inner.add(new Token(
                Token.Kind.END, tokens.get(end).start(), tokens.get(end).start(), ""));
        List<ListSplitter.Item> arguments = ListSplitter.split(source, inner);
        int size = arguments.get(0).tokens().size() - 1;
        if (size == 0 || arguments.size() > 2) {
            throw source.error(
                    tokens.get(at).start(),
                    function + " takes a value of the match's rows, and how many rows from there");
        }
        int rows = 0;
        if (arguments.size() == 2) {
            Token number = arguments.get(1).first();
            boolean isNumber = arguments.get(1).tokens().size() == 2
                    && number.text().matches("\\d{1,9}")
                    && Integer.parseInt(number.text()) <= MatchedValue.FARTHEST;
            if (!isNumber) {
                throw source.error(
                        number.start(), "a number of rows must stand here, from 0 to " + MatchedValue.FARTHEST);
            }
            rows = Integer.parseInt(number.text());
        }
        return value(function, function.equals("FIRST"), rows, at + 2, at + 2 + size, schema);
    }

    /** The value of the rows of one variable, which may stand before each of its columns. */
    private MatchedValue value(String function, boolean first, int rows, int from, int end, Schema schema) {
        int toPlace = tokens.get(end - 1).end();
        StringBuilder text = new StringBuilder(source.only(tokens.get(from).start(), toPlace));
        String variable = "";
        for (int i = from; i < end; i++) {
            if (isCall(i)) {
                throw source.error(tokens.get(i).start(), tokens.get(i).upper() + " cannot stand in " + function);
            }
            if (isQualified(i)) {
                String name = tokens.get(i).text();
                if (!variable.isEmpty() && !variable.equals(name)) {
                    throw source.error(
                            tokens.get(i).start(),
                            function + " takes a value of one variable (this is of " + variable + " and " + name + ")");
                }
                variable = name;
                Source.blank(text, tokens.get(i).start(), tokens.get(i + 1).end());
                i = pathEnd(i);
            }
        }
        return new MatchedValue("", variable, first, rows, ExpressionParser.parse(text.toString(), schema));
    }

    private boolean isCall(int at) {
        return tokens.get(at).kind() == Token.Kind.WORD
                && CALLS.contains(tokens.get(at).upper())
                && tokens.get(at + 1).is("(");
    }

    /** Whether a variable and a point stand there, which are not the beginning of a column's name. */
    private boolean isQualified(int at) {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.WORD
                || !isVariable.test(token.text())
                || !tokens.get(at + 1).is(".")
                || at > 0 && tokens.get(at - 1).is(".")) {
            return false;
        }
        StringBuilder path = new StringBuilder(token.text());
        for (int i = at + 1; i + 1 < tokens.size() && tokens.get(i).is("."); i += 2) {
            path.append('.').append(tokens.get(i + 1).name());
            if (isColumn.test(path.toString())) {
                return false;
            }
        }
        return true;
    }

    /** Where a name with points in it ends. */
    private int pathEnd(int at) {
        int end = at;
        while (tokens.get(end + 1).is(".") && tokens.get(end + 2).kind() != Token.Kind.END) {
            end += 2;
        }
        return end;
    }
}
