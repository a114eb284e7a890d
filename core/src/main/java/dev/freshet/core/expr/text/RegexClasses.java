package dev.freshet.core.expr.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Characters and classes that have a name in RE2's syntax. */
final class RegexClasses {
    private static final RegexTree CONTINUATION = new RegexTree.One(ByteSet.of(0x80, 0xBF));

    /** A code point beyond ASCII, in text that is valid UTF-8. */
    static final RegexTree NOT_ASCII = new RegexTree.Choice(List.of(
            new RegexTree.Sequence(List.of(new RegexTree.One(ByteSet.of(0xC2, 0xDF)), CONTINUATION)),
            new RegexTree.Sequence(List.of(new RegexTree.One(ByteSet.of(0xE0, 0xEF)), CONTINUATION, CONTINUATION)),
            new RegexTree.Sequence(
                    List.of(new RegexTree.One(ByteSet.of(0xF0, 0xF4)), CONTINUATION, CONTINUATION, CONTINUATION))));

    private RegexClasses() {}

    /** The ASCII part of Perl's class of that letter; null where there is none. */
    static @Nullable ByteSet perl(char letter) {
        return switch (letter) {
            case 'd' -> digits();
            case 'D' -> digits().otherAscii();
            case 'w' -> word();
            case 'W' -> word().otherAscii();
            case 's' -> space();
            case 'S' -> space().otherAscii();
            default -> null;
        };
    }

    /** The ASCII character that an escape with this one means; -1 where it means something else. */
    static int escaped(char c) {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            default -> c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c) && c != '_' ? c : -1;
        };
    }

    private static ByteSet digits() {
        return ByteSet.of('0', '9');
    }

    private static ByteSet word() {
        return digits().add('A', 'Z').add('a', 'z').add('_', '_');
    }

    private static ByteSet space() {
        return ByteSet.of('\t', '\n').add('\f', '\r').add(' ', ' ');
    }
}
