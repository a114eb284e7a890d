package dev.freshet.core.aggregate;

/** The arguments of a {@link UserAggregate} in one row, numbered from 0. Asking for another type than the argument's fails. */
public interface RowValues {
    /** The row's event time in epoch milliseconds. */
    long eventTimeMs();

    boolean booleanAt(int argument);

    /** A BIGINT, or a TIMESTAMP in epoch milliseconds. */
    long longAt(int argument);

    /** A DOUBLE, or a BIGINT as one. */
    double doubleAt(int argument);

    String textAt(int argument);
}
