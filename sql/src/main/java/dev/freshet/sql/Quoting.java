package dev.freshet.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Rewrites an expression so that Calcite reads every name as a name: columns, functions and unknown words are quoted,
 * while words that are syntax where they stand are left. Which is which follows from the grammar alone: where an operand
 * must come, a word is a name unless it opens a construct; behind an operand, it is syntax. So columns may be called
 * {@code end}, {@code time} or {@code count}.
 */
final class Quoting {
    private static final Set<String> CALL_SYNTAX = Set.of(
            "CAST",
            "TRY_CAST",
            "EXTRACT",
            "FLOOR",
            "CEIL",
            "CEILING",
            "SUBSTRING",
            "TRIM",
            "NOT",
            "CASE",
            "AND",
            "OR",
            "WHEN",
            "THEN",
            "ELSE",
            "IN",
            "BETWEEN",
            "LIKE",
            "RLIKE",
            "DISTINCT",
            "EXISTS",
            "SELECT");
    private static final Set<String> CONSTANTS = Set.of("TRUE", "FALSE", "NULL");
    private static final Set<String> OPENING = Set.of("NOT", "CASE", "DISTINCT");
    private static final Set<String> LITERAL_PREFIXES = Set.of("DATE", "TIME", "TIMESTAMP", "INTERVAL");
    private static final Set<String> SYNTAX = Set.of(
            "AND", "OR", "IN", "LIKE", "RLIKE", "IS", "BETWEEN", "WHEN", "THEN", "ELSE", "END", "FROM", "FOR", "AS",
            "ESCAPE", "SELECT");
    private static final Set<String> AFTER_OPERAND = Set.of(
            "AND", "OR", "IN", "LIKE", "RLIKE", "IS", "BETWEEN", "NOT", "WHEN", "THEN", "ELSE", "END", "FROM", "FOR",
            "AS", "ESCAPE", "TO");
    private static final Set<String> NEGATABLE = Set.of("IN", "LIKE", "RLIKE", "BETWEEN");
    private static final Set<String> TRIM_SIDES = Set.of("BOTH", "LEADING", "TRAILING");
    private static final Set<String> UNITS =
            Set.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "MILLISECOND");

    private final List<Token> tokens;
    private final Set<String> columns;
    private final RewrittenText.Builder out;
    private final Deque<String> calls = new ArrayDeque<>();
    private int at;
    private boolean wantsOperand = true;

    private Quoting(Source source, List<Token> tokens, Set<String> columns) {
        this.tokens = tokens;
        this.columns = columns;
        this.out = new RewrittenText.Builder(source);
    }

    /**
     * Rewrites.
     *
     * @param tokens of one expression, the end last
     */
    static RewrittenText rewrite(Source source, List<Token> tokens, Set<String> columns) {
        Quoting quoting = new Quoting(source, tokens, columns);
        while (quoting.peek(0).kind() != Token.Kind.END) {
            quoting.step();
        }
        return quoting.out.build(quoting.peek(0).start());
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    private void step() {
        Token token = peek(0);
        switch (token.kind()) {
            case SYMBOL -> symbol(token);
            case WORD -> {
                if (wantsOperand) {
                    operand(token);
                } else {
                    operator(token);
                }
            }
            default -> {
                keep(token);
                wantsOperand = false;
            }
        }
    }

    private void symbol(Token token) {
        keep(token);
        switch (token.text()) {
            case "(" -> {
                calls.push("");
                wantsOperand = true;
            }
            case ")" -> {
                calls.poll();
                wantsOperand = false;
            }
            case "::" -> type();
            case "*" -> wantsOperand = !wantsOperand;
            default -> wantsOperand = true;
        }
    }

    private void operand(Token token) {
        String upper = token.upper();
        Token next = peek(1);
        if (next.is("(") && !(CALL_SYNTAX.contains(upper))) {
            out.quote(token, token.text());
            at++;
            call(upper);
        } else if (next.is("(")) {
            keep(token);
            if (!OPENING.contains(upper)) {
                call(upper);
            }
        } else if (CONSTANTS.contains(upper)) {
            keep(token);
            wantsOperand = false;
        } else if (LITERAL_PREFIXES.contains(upper) && introducesLiteral(upper, next)) {
            keep(token);
        } else if (isColumn(token, upper, next)) {
            column(token);
        } else if (OPENING.contains(upper) || SYNTAX.contains(upper)) {
            keep(token);
            wantsOperand = !upper.equals("END");
        } else {
            column(token);
        }
    }

    private boolean introducesLiteral(String upper, Token next) {
        boolean signed =
                upper.equals("INTERVAL") && (next.is("-") || next.is("+")) && peek(2).kind() == Token.Kind.STRING;
        return next.kind() == Token.Kind.STRING || signed;
    }

    private boolean isColumn(Token token, String upper, Token next) {
        if (!columns.contains(token.text())) {
            return false;
        }
        if (upper.equals("WHEN") && at > 0 && tokens.get(at - 1).upper().equals("CASE")) {
            return false;
        }
        if (!OPENING.contains(upper) || next.kind() == Token.Kind.END || next.kind() == Token.Kind.SYMBOL) {
            return true;
        }
        if (next.upper().equals("NOT")) {
            return NEGATABLE.contains(peek(2).upper());
        }
        return AFTER_OPERAND.contains(next.upper())
                && !(upper.equals("CASE") && next.upper().equals("WHEN"));
    }

    /** A name; of dotted names the longest that is a column. */
    private void column(Token token) {
        int best = 0;
        StringBuilder path = new StringBuilder(token.text());
        String longest = token.text();
        for (int i = 1; peek(i).is(".") && peek(i + 1).kind() == Token.Kind.WORD; i += 2) {
            path.append('.').append(peek(i + 1).text());
            if (columns.contains(path.toString())) {
                best = i + 1;
                longest = path.toString();
            }
        }
        out.quote(token, longest);
        at += best + 1;
        wantsOperand = false;
    }

    /** Behind a function's name. */
    private void call(String name) {
        keep(peek(0));
        calls.push(name);
        wantsOperand = true;
        Token first = peek(0);
        Token second = peek(1);
        if (name.equals("EXTRACT") && first.kind() == Token.Kind.WORD) {
            out.quote(first, first.text());
            at++;
            wantsOperand = false;
        } else if (name.equals("TRIM")
                && TRIM_SIDES.contains(first.upper())
                && !second.is(")")
                && !second.is(",")
                && !(second.upper().equals("FROM") && columns.contains(first.text()))) {
            keep(first);
        }
    }

    private void operator(Token token) {
        String upper = token.upper();
        if (upper.equals("IN") && "POSITION".equals(calls.peek())) {
            // Calcite takes only an atom before this IN, so POSITION goes to it as a function like others.
            out.replace(token, ",");
            at++;
            wantsOperand = true;
            return;
        }
        keep(token);
        switch (upper) {
            case "IS" -> is();
            case "END" -> wantsOperand = false;
            case "FILTER" -> filter();
            case "AS" -> type();
            case "TO" -> {
                if (peek(0).kind() == Token.Kind.WORD) {
                    keep(peek(0));
                }
                wantsOperand = false;
            }
            default ->
                wantsOperand =
                        !(UNITS.contains(upper) && at > 1 && tokens.get(at - 2).kind() == Token.Kind.STRING);
        }
    }

    /** {@code (WHERE} behind FILTER. */
    private void filter() {
        if (peek(0).is("(") && peek(1).upper().equals("WHERE")) {
            symbol(peek(0));
            keep(peek(0));
        }
        wantsOperand = true;
    }

    private void is() {
        while (peek(0).kind() == Token.Kind.WORD && Set.of("NOT", "DISTINCT").contains(peek(0).upper())) {
            keep(peek(0));
        }
        wantsOperand = peek(0).upper().equals("FROM");
        if (peek(0).kind() == Token.Kind.WORD) {
            keep(peek(0));
        }
    }

    private void type() {
        while (peek(0).kind() == Token.Kind.WORD && !AFTER_OPERAND.contains(peek(0).upper())) {
            keep(peek(0));
        }
        wantsOperand = false;
    }

    private void keep(Token token) {
        out.keep(token);
        at++;
    }
}
