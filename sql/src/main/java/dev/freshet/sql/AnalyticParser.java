package dev.freshet.sql;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.order.AnalyticCall;
import dev.freshet.core.plan.Durations;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads columns that look at other rows of a key: {@code LAG(price) AS previous, price - LAG(price, 2) AS change, ROW_NUMBER() AS n,
 * AVG(price) OVER (ROWS 10) AS mean}. Each call that looks at other rows becomes a column of its own, named {@code $0} and so on,
 * and what stands around it an expression over these.
 */
public final class AnalyticParser {
    private static final Set<String> SHIFTS = Set.of("LAG", "LEAD");
    private static final String FRAME = "nothing, ROWS and a number, or RANGE and a duration such as '10s'";
    private static final int MOST_ROWS = 100_000;

    private final Source source;
    private final Schema schema;
    private final List<Token> tokens;
    private final List<AnalyticCall> calls = new ArrayList<>();
    private final StringBuilder rest;

    private AnalyticParser(String text, Schema schema) {
        this.source = new Source(text);
        this.schema = schema;
        this.tokens = Lexer.tokens(source);
        this.rest = new StringBuilder(text);
    }

    /**
     * What was read.
     *
     * @param calls what looks at other rows
     * @param columns over the rows with a column for each call behind their own
     */
    public record Columns(List<AnalyticCall> calls, List<NamedExpr> columns) {
        public Columns {
            calls = List.copyOf(calls);
            columns = List.copyOf(columns);
        }
    }

    /**
     * Reads a list of columns.
     *
     * @throws ExpressionException where one is no expression over these columns, has no name, or one that is taken
     */
    public static Columns parse(String text, Schema schema) {
        return new AnalyticParser(text, schema).run();
    }

    private Columns run() {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            int behind =
                    tokens.get(i).kind() == Token.Kind.WORD && tokens.get(i + 1).is("(") ? call(i) : i;
            if (behind > i) {
                starts.add(tokens.get(i).start());
                blank(tokens.get(i).start(), tokens.get(behind).end(), name(calls.size() - 1));
                i = behind;
            }
        }
        Schema wide = new Schema(AnalyticCall.fields(schema.fields(), calls));
        List<NamedExpr> columns = ExpressionParser.parseSelect(rest.toString(), wide);
        for (NamedExpr column : columns) {
            int call = calls.stream().map(AnalyticCall::name).toList().indexOf(column.name());
            if (call >= 0) {
                throw source.error(starts.get(call), "this needs a name: … AS …");
            }
            if (schema.indexOf(column.name()) >= 0) {
                throw new ExpressionException(
                        1, 1, "the rows have a column '" + column.name() + "' already; give another name with AS");
            }
        }
        return new Columns(calls, columns);
    }

    private static String name(int call) {
        return "$" + call;
    }

    /** Takes a call that looks at other rows; the place of its last token, or that of its first where it is another function. */
    private int call(int at) {
        String function = tokens.get(at).upper();
        int end = ListSplitter.closing(source, tokens, at + 1);
        boolean filtered = tokens.get(end + 1).upper().equals("FILTER")
                && tokens.get(end + 2).is("(");
        int last = filtered ? ListSplitter.closing(source, tokens, end + 2) : end;
        boolean over = tokens.get(last + 1).upper().equals("OVER")
                && tokens.get(last + 2).is("(");
        int behind = over ? ListSplitter.closing(source, tokens, last + 2) : last;
        String name = name(calls.size());
        if (SHIFTS.contains(function) || function.equals("ROW_NUMBER")) {
            if (filtered || behind > last + 3) {
                throw source.error(
                        tokens.get(last + 1).start(),
                        function + " looks at all rows of the key: nothing stands behind it");
            }
            calls.add(function.equals("ROW_NUMBER") ? rowNumber(at, end, name) : shift(at, end, name));
            return behind;
        }
        if (!over) {
            return at;
        }
        AggregateCall call = ExpressionParser.parseAggregates(
                        source.only(tokens.get(at).start(), tokens.get(last).end()), schema)
                .get(0);
        calls.add(over(call, last + 3, behind, name));
        return behind;
    }

    private AnalyticCall rowNumber(int at, int end, String name) {
        if (end > at + 2) {
            throw source.error(tokens.get(at + 2).start(), "ROW_NUMBER takes no arguments");
        }
        return new AnalyticCall.RowNumber(name);
    }

    private AnalyticCall shift(int at, int end, String name) {
        List<ListSplitter.Item> arguments = ListSplitter.split(source, inner(at + 2, end));
        if (arguments.size() > 3 || end == at + 2) {
            throw source.error(
                    tokens.get(at).start(),
                    tokens.get(at).upper() + " takes a value, a number of rows and a value in its place");
        }
        Expr value = argument(arguments.get(0));
        int rows = 1;
        if (arguments.size() > 1) {
            rows = argument(arguments.get(1)) instanceof Expr.Literal literal
                            && literal.value() instanceof Long number
                            && number >= 1
                            && number <= MOST_ROWS
                    ? number.intValue()
                    : 0;
            if (rows == 0) {
                throw source.error(
                        arguments.get(1).first().start(), "a number of rows must stand here, from 1 to " + MOST_ROWS);
            }
        }
        return new AnalyticCall.Shift(
                name,
                value,
                tokens.get(at).upper().equals("LAG") ? rows : -rows,
                arguments.size() > 2 ? fallback(arguments.get(2), value.type()) : null);
    }

    private Expr fallback(ListSplitter.Item item, Type type) {
        Expr fallback = argument(item);
        if (fallback instanceof Expr.Literal literal && literal.value() == null) {
            return new Expr.Literal(type, null);
        }
        if (fallback.type() == Type.BIGINT && type == Type.DOUBLE) {
            return Expr.cast(fallback, type);
        }
        if (fallback.type() != type) {
            throw source.error(
                    item.first().start(), "the value in its place must be " + type + ", not " + fallback.type());
        }
        return fallback;
    }

    private AnalyticCall over(AggregateCall call, int from, int end, String name) {
        if (from == end) {
            return new AnalyticCall.Over(name, call, 0, 0);
        }
        Token unit = tokens.get(from);
        Token amount = tokens.get(from + 1);
        long size = 0;
        if (end == from + 2 && unit.upper().equals("ROWS") && amount.text().matches("\\d{1,9}")) {
            size = Long.parseLong(amount.text());
        } else if (end == from + 2 && unit.upper().equals("RANGE") && amount.kind() == Token.Kind.STRING) {
            String text = amount.text();
            size = Durations.parseMs(text.substring(1, text.length() - 1)).orElse(0L);
        }
        if (size == 0) {
            throw source.error(unit.start(), "OVER takes " + FRAME);
        }
        boolean rows = unit.upper().equals("ROWS");
        return new AnalyticCall.Over(name, call, rows ? size : 0, rows ? 0 : size);
    }

    private Expr argument(ListSplitter.Item item) {
        int size = item.tokens().size();
        if (size == 1) {
            throw source.error(item.first().start(), "a value is missing");
        }
        return ExpressionParser.parse(
                source.only(item.first().start(), item.tokens().get(size - 2).end()), schema);
    }

    private List<Token> inner(int from, int end) {
        List<Token> inner = new ArrayList<>(tokens.subList(from, end));
        inner.add(new Token(
                Token.Kind.END, tokens.get(end).start(), tokens.get(end).start(), ""));
        return inner;
    }

    /** Puts a name in the place of a call, which is never shorter, and blanks behind it. */
    private void blank(int from, int to, String name) {
        String quoted = '"' + name + '"';
        int put = 0;
        for (int i = from; i < to; i++) {
            if (put < quoted.length()) {
                rest.setCharAt(i, quoted.charAt(put++));
            } else if (rest.charAt(i) != '\n' && rest.charAt(i) != '\r') {
                rest.setCharAt(i, ' ');
            }
        }
    }
}
