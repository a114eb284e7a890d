package dev.freshet.sql;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/**
 * Reads SQL expressions over the columns of a schema. Column names keep their case and need no quotes, reserved words
 * included; {@code "…"} quotes any name. Everything wrong is an {@link ExpressionException} with the place.
 */
public final class ExpressionParser {
    private ExpressionParser() {}

    /**
     * Reads one expression.
     *
     * @throws ExpressionException where it is none over these columns
     */
    public static Expr parse(String text, Schema schema) {
        Source source = new Source(text);
        return expr(source, Lexer.tokens(source), OpenSchema.closed(schema));
    }

    /**
     * Reads a condition: an expression of type BOOLEAN.
     *
     * @throws ExpressionException where it is none over these columns
     */
    public static Expr parsePredicate(String text, Schema schema) {
        return parsePredicate(text, OpenSchema.closed(schema));
    }

    /**
     * Judges a condition over rows that are not wholly known. What is returned is of no use to be evaluated.
     *
     * @throws ExpressionException where it is none, whatever the columns are
     */
    public static Expr parsePredicate(String text, OpenSchema schema) {
        Source source = new Source(text);
        List<Token> tokens = Lexer.tokens(source);
        Expr expr = expr(source, tokens, schema);
        if (expr instanceof Expr.Literal literal && literal.value() == null) {
            return new Expr.Literal(Type.BOOLEAN, null);
        }
        if (expr.type() != Type.BOOLEAN) {
            throw source.error(tokens.get(0).start(), "a condition must be BOOLEAN, not " + expr.type());
        }
        return expr;
    }

    /**
     * Reads a list of columns: {@code IP_PREFIX(src, 24) AS subnet, bytes}; {@code *} stands for all columns.
     *
     * @throws ExpressionException where one is no expression over these columns, has no name, or one that is taken
     */
    public static List<NamedExpr> parseSelect(String text, Schema schema) {
        return parseSelect(text, OpenSchema.closed(schema));
    }

    /**
     * Judges a list of columns over rows that are not wholly known. What is returned is of no use to be evaluated.
     *
     * @throws ExpressionException where it is none, whatever the columns are
     */
    public static List<NamedExpr> parseSelect(String text, OpenSchema schema) {
        Source source = new Source(text);
        List<NamedExpr> selected = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (ListSplitter.Item item : ListSplitter.split(source, Lexer.tokens(source))) {
            if (item.tokens().size() == 2 && item.first().is("*") && item.alias() == null) {
                for (String name : schema.known().names()) {
                    add(source, item, taken, name);
                    selected.add(new NamedExpr(name, Expr.column(schema.known(), name)));
                }
                continue;
            }
            Expr expr = expr(source, item.tokens(), schema);
            String name = name(source, item, expr, schema);
            add(source, item, taken, name);
            selected.add(new NamedExpr(name, expr));
        }
        return selected;
    }

    /**
     * Reads a list of aggregates: {@code count() AS n, sum(bytes) FILTER (WHERE status >= 400) AS bad, quantile(latency, 0.95)
     * AS p95}. Without AS the name is made of the function and its arguments: {@code sum_bytes}.
     *
     * @throws ExpressionException where one is no aggregate over these columns, or has a name that is taken
     */
    public static List<AggregateCall> parseAggregates(String text, Schema schema) {
        return parseAggregates(text, OpenSchema.closed(schema));
    }

    /**
     * Judges a list of aggregates over rows that are not wholly known. What is returned is of no use to be computed.
     *
     * @throws ExpressionException where one is none, whatever the columns are
     */
    public static List<AggregateCall> parseAggregates(String text, OpenSchema schema) {
        Source source = new Source(text);
        List<AggregateCall> calls = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (ListSplitter.Item item : ListSplitter.split(source, Lexer.tokens(source))) {
            CalciteParser.Parsed parsed = parsed(source, item.tokens(), schema);
            AggregateCall call = new AggregateConverter(parsed, schema).convert(parsed.node());
            String name = item.alias() == null ? call.name() : item.alias().name();
            add(source, item, taken, name);
            calls.add(call.named(name));
        }
        return calls;
    }

    private static void add(Source source, ListSplitter.Item item, Set<String> taken, String name) {
        if (!taken.add(name)) {
            int place =
                    item.alias() == null ? item.first().start() : item.alias().start();
            throw source.error(place, "the name '" + name + "' stands twice; give another one with AS");
        }
    }

    private static String name(Source source, ListSplitter.Item item, Expr expr, OpenSchema schema) {
        if (item.alias() != null) {
            return item.alias().name();
        }
        if (expr instanceof Expr.Column column) {
            return column.name();
        }
        if (item.tokens().size() == 2 && schema.isUntyped(item.first().name())) {
            return item.first().name();
        }
        throw source.error(item.first().start(), "this needs a name: " + expr + " AS …");
    }

    private static Expr expr(Source source, List<Token> tokens, OpenSchema schema) {
        CalciteParser.Parsed parsed = parsed(source, tokens, schema);
        SqlNode node = parsed.node();
        return new ExprConverter(parsed, schema).convert(node);
    }

    private static CalciteParser.Parsed parsed(Source source, List<Token> tokens, OpenSchema schema) {
        return CalciteParser.parse(source, tokens, schema.nameSet());
    }
}
