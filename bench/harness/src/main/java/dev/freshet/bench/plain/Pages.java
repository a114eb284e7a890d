package dev.freshet.bench.plain;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BytesColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The eight bytes that a page or a user has, {@code p0001234}, as a number. */
final class Pages {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int DIGITS = 7;

    private Pages() {}

    /** All bytes, the first one highest: the numbers are in the order of the texts. */
    static long word(Batch batch, int column, int row) {
        BytesColumn texts = batch.bytes(column);
        return (long) WORD.get(texts.data(), texts.start(row));
    }

    static byte[] text(long word) {
        byte[] text = new byte[Long.BYTES];
        WORD.set(text, 0, word);
        return text;
    }

    /** The number that the seven digits are. */
    static int number(Batch batch, int column, int row) {
        BytesColumn texts = batch.bytes(column);
        byte[] data = texts.data();
        int at = texts.start(row) + 1;
        int number = 0;
        for (int i = 0; i < DIGITS; i++) {
            number = 10 * number + data[at + i] - '0';
        }
        return number;
    }

    /** The page of a number. */
    static byte[] text(int number) {
        byte[] text = new byte[1 + DIGITS];
        text[0] = 'p';
        int rest = number;
        for (int i = DIGITS; i > 0; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return text;
    }
}
