package dev.freshet.sql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens as SQL does; comments are dropped. */
final class Lexer {
    private static final List<String> LONG_SYMBOLS = List.of("<>", "<=", ">=", "!=", "||", "::");
    private static final String SYMBOLS = "()+-*/%,.<>=";

    private final Source source;
    private final String text;
    private int at;

    private Lexer(Source source) {
        this.source = source;
        this.text = source.text();
    }

    /** The tokens; the last is the end. */
    static List<Token> tokens(Source source) {
        return new Lexer(source).run();
    }

    private List<Token> run() {
        List<Token> tokens = new ArrayList<>();
        while (skipBlank()) {
            tokens.add(next());
        }
        tokens.add(new Token(Token.Kind.END, text.length(), text.length(), ""));
        return tokens;
    }

    private boolean skipBlank() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw source.error(at, "the comment is not closed");
                }
                at = end + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private Token next() {
        int start = at;
        int c = text.codePointAt(at);
        if (c == '\'' || c == '"') {
            return quoted(c == '\'' ? Token.Kind.STRING : Token.Kind.QUOTED, (char) c);
        }
        if (isDigit(start) || (c == '.' && isDigit(start + 1))) {
            return number();
        }
        if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            while (at < text.length() && isWordPart(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            return token(Token.Kind.WORD, start);
        }
        for (String symbol : LONG_SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += symbol.length();
                return token(Token.Kind.SYMBOL, start);
            }
        }
        if (SYMBOLS.indexOf(c) < 0) {
            throw source.error(at, "unexpected character '" + Character.toString(c) + "'");
        }
        at++;
        return token(Token.Kind.SYMBOL, start);
    }

    private static boolean isWordPart(int c) {
        return (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c)) || c == '_' || c == '$';
    }

    private Token quoted(Token.Kind kind, char quote) {
        int start = at;
        at++;
        while (at < text.length()) {
            if (text.charAt(at) != quote) {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                at += 2;
            } else {
                at++;
                if (kind == Token.Kind.QUOTED && at - start == 2) {
                    throw source.error(start, "the quoted name is empty");
                }
                return token(kind, start);
            }
        }
        throw source.error(
                start, kind == Token.Kind.STRING ? "the text is not closed" : "the quoted name is not closed");
    }

    private Token number() {
        int start = at;
        digits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
            if (isDigit(at + 1 + sign)) {
                at += 1 + sign;
                digits();
            }
        }
        if (at < text.length() && isWordPart(text.codePointAt(at))) {
            throw source.error(start, "'" + text.substring(start, at + 1) + "…' is no number");
        }
        return token(Token.Kind.NUMBER, start);
    }

    private void digits() {
        while (isDigit(at)) {
            at++;
        }
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private Token token(Token.Kind kind, int start) {
        return new Token(kind, start, at, text.substring(start, at));
    }
}
