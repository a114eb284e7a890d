package dev.freshet.core.process;

/** A row; columns are those of {@link KeyedProcess#input}, from 0. Of use during the call only. */
public interface ProcessRow {
    boolean isNull(int column);

    boolean booleanAt(int column);

    /** A BIGINT, or a TIMESTAMP in epoch milliseconds. */
    long longAt(int column);

    double doubleAt(int column);

    String textAt(int column);
}
