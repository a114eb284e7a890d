package dev.freshet.sql;

import java.util.List;
import java.util.Set;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Parses one expression with Calcite's Babel grammar, and says errors in our words and at our places. */
final class CalciteParser {
    private static final int LONGEST_NAME = 1024;

    private static final SqlParser.Config CONFIG = SqlParser.config()
            .withParserFactory(SqlBabelParserImpl.FACTORY)
            .withConformance(SqlConformanceEnum.BABEL)
            .withQuoting(org.apache.calcite.avatica.util.Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withIdentifierMaxLength(LONGEST_NAME);

    private CalciteParser() {}

    /**
     * A parsed expression.
     *
     * @param node Calcite's tree of the rewritten text
     */
    record Parsed(SqlNode node, RewrittenText text, Source source) {
        ExpressionException error(SqlNode place, String problem) {
            int line = place.getParserPosition().getLineNum();
            int column = place.getParserPosition().getColumnNum();
            return source.error(text.origin(line, column), problem);
        }
    }

    /**
     * Parses.
     *
     * @param tokens of one expression, the end last
     * @param columns the names that are columns
     */
    static Parsed parse(Source source, List<Token> tokens, Set<String> columns) {
        if (tokens.size() == 1) {
            throw source.error(tokens.get(0).start(), "an expression is missing here");
        }
        RewrittenText text = Quoting.rewrite(source, tokens, columns);
        try {
            return new Parsed(SqlParser.create(text.text(), CONFIG).parseExpression(), text, source);
        } catch (SqlParseException e) {
            throw unexpected(source, tokens, text, e);
        }
    }

    private static ExpressionException unexpected(
            Source source, List<Token> tokens, RewrittenText text, SqlParseException e) {
        if (e.getPos() == null) {
            return source.error(tokens.get(0).start(), "this is no expression");
        }
        if (String.valueOf(e.getMessage()).contains("<EOF>\" at line")) {
            return endsTooEarly(source, tokens);
        }
        int place = text.origin(e.getPos().getLineNum(), e.getPos().getColumnNum());
        for (Token token : tokens) {
            if (token.end() > place && token.kind() != Token.Kind.END) {
                return source.error(token.start(), "unexpected " + quoted(token));
            }
        }
        return endsTooEarly(source, tokens);
    }

    private static ExpressionException endsTooEarly(Source source, List<Token> tokens) {
        Token end = tokens.get(tokens.size() - 1);
        boolean atEnd = end.start() >= source.text().length();
        return source.error(end.start(), atEnd ? "the expression ends too early" : "unexpected end of the expression");
    }

    private static String quoted(Token token) {
        return token.kind() == Token.Kind.STRING ? token.text() : "'" + token.text() + "'";
    }
}
