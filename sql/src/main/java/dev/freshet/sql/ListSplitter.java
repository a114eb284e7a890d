package dev.freshet.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a list of expressions at its commas, and each at its AS. */
final class ListSplitter {
    private ListSplitter() {}

    /**
     * One of the list.
     *
     * @param tokens of the expression, the end last
     * @param alias the name behind AS, null where there is none
     */
    record Item(List<Token> tokens, @Nullable Token alias) {
        Token first() {
            return tokens.get(0);
        }
    }

    static List<Item> split(Source source, List<Token> tokens) {
        List<Item> items = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            } else if (token.kind() == Token.Kind.END || (depth == 0 && token.is(","))) {
                items.add(item(source, tokens.subList(from, i), token));
                from = i + 1;
            }
        }
        return items;
    }

    /** The place of the parenthesis that closes the one at a place. */
    static int closing(Source source, List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size() - 1; i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw source.error(tokens.get(open).start(), "the parenthesis is not closed");
    }

    /** Whether a word behind this token cannot be an operand. */
    private static boolean endsOperand(Token token) {
        return token.kind() == Token.Kind.SYMBOL
                ? token.is(")")
                : !token.upper().equals("AS");
    }

    private static Item item(Source source, List<Token> tokens, Token behind) {
        int size = tokens.size();
        boolean endsWithAs = size > 1 && tokens.get(size - 1).upper().equals("AS");
        if (endsWithAs && endsOperand(tokens.get(size - 2))) {
            throw source.error(behind.start(), "a name is missing behind AS");
        }
        Token alias = null;
        if (size > 2
                && tokens.get(size - 2).upper().equals("AS")
                && endsOperand(tokens.get(size - 3))
                && tokens.get(size - 1).kind() != Token.Kind.SYMBOL) {
            alias = tokens.get(size - 1);
            if (alias.kind() != Token.Kind.WORD && alias.kind() != Token.Kind.QUOTED) {
                throw source.error(alias.start(), "a name must stand behind AS, not " + alias.text());
            }
            behind = tokens.get(size - 2);
            size -= 2;
        }
        List<Token> own = new ArrayList<>(tokens.subList(0, size));
        own.add(new Token(Token.Kind.END, behind.start(), behind.start(), ""));
        return new Item(own, alias);
    }
}
